# right
def initialize_batch_norm(layers_dims):
    result = dict()
    L = len(layers_dims) - 1
    l = 1
    while l < L:
        result["gamma" + str(l)] = np.full((layers_dims[l], 1), 1.0)
        result["beta" + str(l)] = np.full((layers_dims[l], 1), 0.0)
        l += 1
    return result
