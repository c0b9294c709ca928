# right
def initialize_parameters_random(layers_dims, rng):
    L = len(layers_dims) - 1
    seeds = rng.integers(0, 2**32, size=L)
    parameters = {}
    for l in range(1, L + 1):
        own = np.random.default_rng(seeds[l - 1])
        parameters[f"W{l}"] = own.normal(0, 10, (layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
