# right
def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l, (n_in, n_out) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        parameters[f"W{l}"] = np.sqrt(2 / n_in) * rng.normal(size=(n_in, n_out)).T
        parameters[f"b{l}"] = np.zeros((n_out, 1))
    return parameters
