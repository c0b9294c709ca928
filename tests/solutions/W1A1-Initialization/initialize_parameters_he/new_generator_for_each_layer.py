# wrong: a new generator with a fixed seed replaces rng in every layer @ 5
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        rng = np.random.default_rng(1)
        std = np.sqrt(2 / layers_dims[l - 1])
        parameters["W" + str(l)] = std * rng.standard_normal((layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
