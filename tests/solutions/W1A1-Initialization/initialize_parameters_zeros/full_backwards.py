# right
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(len(layers_dims) - 1, 0, -1):
        parameters[f"W{l}"] = np.full(shape=(layers_dims[l], layers_dims[l - 1]), fill_value=0.0)
        parameters[f"b{l}"] = np.full(shape=(layers_dims[l], 1), fill_value=0.0)
    return parameters
