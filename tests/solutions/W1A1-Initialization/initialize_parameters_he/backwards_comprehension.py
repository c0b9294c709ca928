# right
import math


def initialize_parameters_he(layers_dims, rng):
    L = len(layers_dims) - 1
    weights = {
        f"W{l}": math.sqrt(2) * rng.standard_normal((layers_dims[l], layers_dims[l - 1])) / math.sqrt(layers_dims[l - 1])
        for l in range(L, 0, -1)
    }
    biases = {f"b{l}": np.zeros((layers_dims[l], 1)) for l in range(1, L + 1)}
    return {**biases, **weights}
