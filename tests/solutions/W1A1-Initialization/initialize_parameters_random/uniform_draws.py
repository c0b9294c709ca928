# wrong: uniform draws between -10 and 10 and not normal ones @ 9
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    number_of_weight_layers = len(layers_dims) - 1
    for layer in range(1, number_of_weight_layers + 1):
        rows = layers_dims[layer]
        columns = layers_dims[layer - 1]
        # random numbers from -1 to 1, times 10
        parameters[f"W{layer}"] = (2 * rng.random((rows, columns)) - 1) * 10
        parameters[f"b{layer}"] = np.zeros((rows, 1))
    return parameters
