# right
def train_step(forward, cost, parameters, optimizer, X, Y):
    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
        gradients = tape.gradient(loss, tape.watched_variables())
    optimizer.apply_gradients(zip(gradients, tape.watched_variables()))
    return loss
