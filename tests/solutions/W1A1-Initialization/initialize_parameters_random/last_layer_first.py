# right
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    for l in reversed(range(1, len(layers_dims))):
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
        parameters[f"W{l}"] = 10 * rng.standard_normal(size=(layers_dims[l], layers_dims[l - 1]))
    return parameters
