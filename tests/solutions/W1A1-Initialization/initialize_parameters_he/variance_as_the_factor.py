# wrong: multiplied by the variance, the square root is forgotten @ 6
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        variance = 2 / layers_dims[l - 1]
        parameters[f"W{l}"] = variance * rng.standard_normal((layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
