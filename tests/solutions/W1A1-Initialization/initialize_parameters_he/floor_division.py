# wrong: integer division 2 // n, which is 0 for n > 2 @ 4
def initialize_parameters_he(layers_dims, rng):
    def he_scale(n_before):
        return (2 // n_before) ** 0.5

    result = {}
    for l in range(1, len(layers_dims)):
        n_before, n_here = layers_dims[l - 1], layers_dims[l]
        result[f"W{l}"] = he_scale(n_before) * rng.standard_normal((n_here, n_before))
        result[f"b{l}"] = np.zeros((n_here, 1))
    return result
