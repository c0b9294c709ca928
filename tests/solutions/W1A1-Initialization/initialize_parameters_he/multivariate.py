# right
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        n = layers_dims[l - 1]
        parameters[f"W{l}"] = rng.multivariate_normal(np.zeros(n), 2 / n * np.eye(n), size=layers_dims[l])
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
