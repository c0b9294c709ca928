# wrong: the scale is drawn at random, and should be 1 @ 5
def initialize_batch_norm(layers_dims):
    p = {}
    for l in range(1, len(layers_dims) - 1):
        p[f"gamma{l}"] = np.random.randn(layers_dims[l], 1)
        p[f"beta{l}"] = np.zeros((layers_dims[l], 1))
    return p
