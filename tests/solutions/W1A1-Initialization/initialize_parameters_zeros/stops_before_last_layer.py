# wrong: loop ends one too early, the last layer is missing @ 6
def initialize_parameters_zeros(layers_dims):
    # layer 0 is the input, so there is one layer less than there are sizes
    L = len(layers_dims) - 1
    params = dict()
    for l in range(1, L):
        params[f"W{l}"] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        params[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return params
