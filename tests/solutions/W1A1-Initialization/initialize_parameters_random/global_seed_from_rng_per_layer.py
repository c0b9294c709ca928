# wrong: all layers begin with the same draws @ 3,6
def initialize_parameters_random(layers_dims, rng):
    seed = rng.integers(1000)
    parameters = {}
    for l in range(1, len(layers_dims)):
        r = np.random.default_rng(seed)
        parameters["W" + str(l)] = r.standard_normal((layers_dims[l], layers_dims[l - 1])) * 10
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
