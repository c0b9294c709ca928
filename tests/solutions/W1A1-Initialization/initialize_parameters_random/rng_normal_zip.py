# right
def initialize_parameters_random(layers_dims, rng):
    p = {}
    for l, (n_in, n_out) in enumerate(zip(layers_dims[:-1], layers_dims[1:]), 1):
        p[f"W{l}"] = rng.normal(loc=0, scale=10, size=(n_out, n_in))
        p[f"b{l}"] = np.zeros((n_out, 1))
    return p
