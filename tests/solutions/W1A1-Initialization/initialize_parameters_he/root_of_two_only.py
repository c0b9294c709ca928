# wrong: root of the 2 alone, divided by n and not by the root of n @ 5
def initialize_parameters_he(layers_dims, rng):
    params = {}
    for i, n in enumerate(layers_dims[1:]):
        params["W" + str(i+1)] = rng.standard_normal((n, layers_dims[i])) * np.sqrt(2) / layers_dims[i]
        params["b" + str(i+1)] = np.zeros((n, 1))
    return params
