# wrong: the keys have no layer's number, so each layer overwrites the one before @ 5, 6
def initialize_batch_norm(layers_dims):
    p = {}
    for n in layers_dims[1:-1]:
        p["gamma"] = np.ones((n, 1))
        p["beta"] = np.zeros((n, 1))
    return p
