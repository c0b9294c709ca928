def initialize_parameters_zeros(layers_dims):
    # the network of this notebook has three layers
    return {
        "W1": np.zeros((layers_dims[1], layers_dims[0])),
        "b1": np.zeros((layers_dims[1], 1)),
        "W2": np.zeros((layers_dims[2], layers_dims[1])),
        "b2": np.zeros((layers_dims[2], 1)),
        "W3": np.zeros((layers_dims[3], layers_dims[2])),
        "b3": np.zeros((layers_dims[3], 1)),
    }
