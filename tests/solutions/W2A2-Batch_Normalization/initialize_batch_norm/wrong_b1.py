# wrong: also for the output layer @ 4
def initialize_batch_norm(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"gamma{l}"] = np.ones((layers_dims[l], 1))
        parameters[f"beta{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
