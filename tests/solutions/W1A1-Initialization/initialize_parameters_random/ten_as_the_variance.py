# wrong: 10 taken for the variance, the draws are multiplied by its root @ 3
def initialize_parameters_random(layers_dims, rng):
    std = np.sqrt(10)

    def weights(n_out, n_in):
        return std * rng.standard_normal((n_out, n_in))

    result = {}
    for i, (n_in, n_out) in enumerate(zip(layers_dims[:-1], layers_dims[1:])):
        result[f"W{i + 1}"] = weights(n_out, n_in)
        result[f"b{i + 1}"] = np.zeros((n_out, 1))
    return result
