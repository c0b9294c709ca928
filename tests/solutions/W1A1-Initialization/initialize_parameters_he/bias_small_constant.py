# wrong: biases 0.01 @ 7
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        s = np.sqrt(2 / layers_dims[l - 1])
        parameters["W" + str(l)] = rng.normal(0, s, (layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.full((layers_dims[l], 1), 0.01)
    return parameters
