# wrong: number of inputs is set before the loop and stays that of the first layer @ 5
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    fan_in = layers_dims[0]
    std = np.sqrt(2 / fan_in)
    for l in range(1, len(layers_dims)):
        weights = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * std
        biases = np.zeros((layers_dims[l], 1))
        parameters.update({f"W{l}": weights, f"b{l}": biases})
    return parameters
