# right
def initialize_parameters_zeros(layers_dims):
    if len(layers_dims) < 2:
        return {}
    parameters = initialize_parameters_zeros(layers_dims[:-1])
    l = len(layers_dims) - 1
    W = np.empty((layers_dims[-1], layers_dims[-2]))
    W.fill(0)
    parameters[f"W{l}"] = W
    parameters[f"b{l}"] = W[:, [0]].copy()
    return parameters
