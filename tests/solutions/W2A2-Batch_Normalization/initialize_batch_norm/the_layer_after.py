# wrong: takes the number of units of the layer after @ 5, 6
def initialize_batch_norm(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims) - 1):
        parameters[f"gamma{l}"] = np.ones((layers_dims[l + 1], 1))
        parameters[f"beta{l}"] = np.zeros((layers_dims[l + 1], 1))
    return parameters
