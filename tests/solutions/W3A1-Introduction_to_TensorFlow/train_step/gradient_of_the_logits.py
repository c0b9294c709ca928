# wrong: asks the tape for the gradient of the network's output instead of the cost @ 7
def train_step(forward, cost, parameters, optimizer, X, Y):
    variables = tuple(parameters.values())
    with tf.GradientTape() as t:
        out = forward(X, parameters)
        c = cost(out, Y)
    g = t.gradient(out, variables)
    optimizer.apply_gradients(list(zip(g, variables)))
    return c
