# wrong: integers @ 5,6
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.array([[0] * layers_dims[l - 1]] * layers_dims[l])
        parameters["b" + str(l)] = np.array([[0]] * layers_dims[l])
    return parameters
