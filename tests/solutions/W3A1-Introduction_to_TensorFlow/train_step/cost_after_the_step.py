# wrong: returns the cost after the step @ 7
def train_step(forward, cost, parameters, optimizer, X, Y):
    trainable = list(parameters.values())
    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
    optimizer.apply_gradients(zip(tape.gradient(loss, trainable), trainable))
    loss = cost(forward(X, parameters), Y)
    return loss
