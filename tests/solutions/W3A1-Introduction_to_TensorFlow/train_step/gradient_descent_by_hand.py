# wrong: takes a plain gradient step with the learning rate, the optimizer is not applied @ 7
def train_step(forward, cost, parameters, optimizer, X, Y):
    with tf.GradientTape() as tape:
        J = cost(forward(X, parameters), Y)
    gradients = tape.gradient(J, parameters)
    for name, variable in parameters.items():
        variable.assign_sub(optimizer.learning_rate * gradients[name])
    return J
