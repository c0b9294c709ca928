# wrong: compiled by a decorator, and so good for one optimizer only @ 2
@tf.function
def train_step(forward, cost, parameters, optimizer, X, Y):
    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
    gradients = tape.gradient(loss, parameters)
    optimizer.apply_gradients([(gradients[name], parameters[name]) for name in parameters])
    return loss
