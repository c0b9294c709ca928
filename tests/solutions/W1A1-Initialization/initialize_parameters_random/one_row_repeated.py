# wrong: all units of a layer have the same weights @ 5
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.tile(10 * rng.standard_normal(layers_dims[l - 1]), (layers_dims[l], 1))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
