# wrong: scaled by the size of the layer itself and not of the one before @ 8
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L + 1):
        n_l = layers_dims[l]
        W = rng.standard_normal((n_l, layers_dims[l - 1]))
        W = W * np.sqrt(2.0 / n_l)
        b = np.zeros((n_l, 1))
        parameters["W" + str(l)] = W
        parameters["b" + str(l)] = b
    return parameters
