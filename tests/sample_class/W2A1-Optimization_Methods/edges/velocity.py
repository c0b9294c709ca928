def initialize_velocity(parameters):
    """A velocity of zeros: what an average of the gradients begins with.

    parameters: dict of arrays "W1", "b1", "W2", "b2", ..., of any number of layers.
    Returns a dict of arrays of floating-point zeros, "dW1", "db1", "dW2", "db2", ..., each of its parameter's shape.
    """
    return {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
