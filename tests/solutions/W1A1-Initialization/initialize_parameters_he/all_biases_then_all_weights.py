# right
def initialize_parameters_he(layers_dims, rng):
    pairs = list(zip(layers_dims[:-1], layers_dims[1:]))
    biases = {f"b{l}": np.zeros((n, 1)) for l, (_, n) in enumerate(pairs, 1)}
    weights = {
        f"W{l}": rng.normal(0.0, np.exp(0.5 * (np.log(2) - np.log(k))), (n, k))
        for l, (k, n) in enumerate(pairs, 1)
    }
    return {**biases, **weights}
