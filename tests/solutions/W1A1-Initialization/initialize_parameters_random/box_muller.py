# right
def initialize_parameters_random(layers_dims, rng):
    def normal(rows, columns):
        u = 1 - rng.random((rows, columns))
        v = rng.random((rows, columns))
        return np.sqrt(-2 * np.log(u)) * np.cos(2 * np.pi * v)

    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = 10 * normal(layers_dims[l], layers_dims[l - 1])
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
