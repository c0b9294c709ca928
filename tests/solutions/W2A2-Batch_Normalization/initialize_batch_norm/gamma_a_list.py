# wrong: gamma is a list @ 5
def initialize_batch_norm(layers_dims):
    p = {}
    for l in range(1, len(layers_dims) - 1):
        p[f"gamma{l}"] = [[1.0]] * layers_dims[l]
        p[f"beta{l}"] = np.zeros((layers_dims[l], 1))
    return p
