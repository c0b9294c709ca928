"""Update rules: from the parameters and their gradients to the next parameters."""


def update_parameters_with_gd(parameters, grads, learning_rate):
    """One step of gradient descent: W := W - learning_rate * dW, and the same for b.

    parameters: "W1", "b1", ....  grads: "dW1", "db1", ..., of the same shapes.  learning_rate: a positive number.
    Returns the new parameters.
    """
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}
