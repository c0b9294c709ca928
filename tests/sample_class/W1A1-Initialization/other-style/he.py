import math

def initialize_parameters_he(layers_dims, rng):
    parameters = initialize_parameters_zeros(layers_dims)
    for l, n_in in enumerate(layers_dims[:-1], start=1):
        parameters[f"W{l}"] = rng.normal(0, math.sqrt(2 / n_in), (layers_dims[l], n_in))
    return parameters
