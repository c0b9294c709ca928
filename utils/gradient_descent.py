"""The plainest update rule, in a module of its own: the first chapters need it, and no other rule."""


def update_parameters_with_gd(parameters, grads, learning_rate):
    """One step of gradient descent: W := W - learning_rate * dW, and the same for b (Cauchy, 1847).

    parameters: "W1", "b1", ....  grads: "dW1", "db1", ..., of the same shapes.  learning_rate: a positive number.
    Returns the new parameters; the old ones stay as they were.
    """
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}
