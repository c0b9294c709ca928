# right
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(len(layers_dims) - 1):
        rows = layers_dims[l + 1]
        cols = layers_dims[l]
        W = []
        for i in range(rows):
            row = []
            for j in range(cols):
                row.append(0.0)
            W.append(row)
        parameters["W%d" % (l + 1)] = np.array(W)
        parameters["b%d" % (l + 1)] = np.array([[0.0] for i in range(rows)])
    return parameters
