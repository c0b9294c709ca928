# wrong: rows and columns of W swapped, (n_(l-1), n_l) @ 7
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for i in range(len(layers_dims) - 1):
        inputs = layers_dims[i]
        units = layers_dims[i + 1]
        parameters["W" + str(i + 1)] = np.zeros((inputs, units))
        parameters["b" + str(i + 1)] = np.zeros((units, 1))
    return parameters
