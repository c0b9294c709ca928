def initialize_adam(parameters):
    """What Adam begins with: two dicts of zeros, for the averages of the gradients and of their squares.

    parameters: dict of arrays "W1", "b1", "W2", "b2", ..., of any number of layers.
    Returns (v, s). Each is a dict of arrays of floating-point zeros, "dW1", "db1", "dW2", "db2", ..., each of its
    parameter's shape. v and s share no arrays.
    """
    v = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    s = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    return v, s
