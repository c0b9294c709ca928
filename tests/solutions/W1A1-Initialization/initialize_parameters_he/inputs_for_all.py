# wrong: uses the number of inputs of the network in every layer @ 4,6
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    n = layers_dims[0]
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * np.sqrt(2 / n)
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
