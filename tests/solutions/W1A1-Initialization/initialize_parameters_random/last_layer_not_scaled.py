# wrong: the last layer is left unscaled @ 8
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L):
        parameters["W" + str(l)] = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * 10
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    parameters["W" + str(L)] = rng.standard_normal((layers_dims[L], layers_dims[L - 1]))
    parameters["b" + str(L)] = np.zeros((layers_dims[L], 1))
    return parameters
