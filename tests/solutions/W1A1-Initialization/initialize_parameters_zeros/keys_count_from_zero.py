# wrong: layers are numbered from 0, keys W0, b0, ... @ 4
def initialize_parameters_zeros(layers_dims):
    p = {}
    for l, (n_in, n_out) in enumerate(zip(layers_dims, layers_dims[1:])):
        p[f"W{l}"], p[f"b{l}"] = np.zeros((n_out, n_in)), np.zeros((n_out, 1))
    return p
