# right
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        n = layers_dims[l - 1]
        std = np.sqrt(2 / n)
        W = []
        for unit in range(layers_dims[l]):
            W.append([std * rng.standard_normal() for _ in range(n)])
        parameters[f"W{l}"] = np.array(W)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
