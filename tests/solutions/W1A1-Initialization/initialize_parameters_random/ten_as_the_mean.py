# wrong: 10 is passed to rng.normal in the place of the mean, std stays 1 @ 5
def initialize_parameters_random(layers_dims, rng):
    params = {}
    for l in range(1, len(layers_dims)):
        params["W" + str(l)] = rng.normal(10, size=(layers_dims[l], layers_dims[l - 1]))
        params["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return params
