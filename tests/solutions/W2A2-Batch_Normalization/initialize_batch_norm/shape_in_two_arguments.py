# wrong: np.ones(n, 1) takes the 1 for a dtype; the shape has to be one tuple @ 6, 7
def initialize_batch_norm(layers_dims):
    params = {}
    L = len(layers_dims) - 1
    for l in range(1, L):
        params["gamma" + str(l)] = np.ones(layers_dims[l], 1)
        params["beta" + str(l)] = np.zeros(layers_dims[l], 1)
    return params
