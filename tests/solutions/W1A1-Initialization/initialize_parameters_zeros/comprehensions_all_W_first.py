# right
def initialize_parameters_zeros(layers_dims):
    layers = range(1, len(layers_dims))
    return {f"W{l}": np.zeros((layers_dims[l], layers_dims[l - 1])) for l in layers} | {
        f"b{l}": np.zeros((layers_dims[l], 1)) for l in layers
    }
