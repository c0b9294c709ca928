# right
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = 10 * rng.standard_normal((layers_dims[l], layers_dims[l - 1]), dtype=np.float32)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1), dtype=np.float32)
    return parameters
