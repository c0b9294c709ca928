# wrong: biases are drawn at random too @ 6
def initialize_parameters_random(layers_dims, rng):
    out = {}
    for k in range(len(layers_dims) - 1):
        for name, columns in (("W", layers_dims[k]), ("b", 1)):
            out[name + str(k + 1)] = rng.standard_normal((layers_dims[k + 1], columns)) * 10
    return out
