# right
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        columns = [rng.normal(0, 10, layers_dims[l]) for _ in range(layers_dims[l - 1])]
        parameters["W" + str(l)] = np.stack(columns, axis=1)
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
