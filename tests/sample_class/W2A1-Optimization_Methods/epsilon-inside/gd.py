def update_parameters_with_gd(parameters, grads, learning_rate):
    """One step of gradient descent: W := W - learning_rate * dW, and the same for every b.

    parameters: dict of arrays "W1", "b1", "W2", "b2", ..., of any number of layers.
    grads: dict of their gradients "dW1", "db1", "dW2", "db2", ..., each of the shape of its parameter.
    learning_rate: a positive number.
    Returns the new parameters, a dict with the keys of parameters. What was passed in stays as it was.
    """
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}
