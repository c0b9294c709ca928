# wrong: draws cut off at two standard deviations @ 6
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        W = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * 10
        parameters["W" + str(l)] = np.clip(W, -20, 20)
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
