# right
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        scale = (2 / layers_dims[l - 1]) ** 0.5
        parameters[f"W{l}"] = rng.normal(0, scale, (layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
