# right
def initialize_parameters_random(layers_dims, rng):
    # 6^2 + 8^2 = 10^2
    parameters = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        parameters[f"W{l}"] = rng.normal(0, 6, shape) + rng.normal(0, 8, shape)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
