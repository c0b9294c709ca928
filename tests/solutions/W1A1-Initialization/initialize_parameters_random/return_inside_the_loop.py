# wrong: return stands inside the loop, only the first layer is made @ 8
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        parameters["W" + str(l)] = 10 * rng.standard_normal(shape)
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
        return parameters
