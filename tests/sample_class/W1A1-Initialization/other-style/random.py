def initialize_parameters_random(layers_dims, rng):
    # start from zeros and fill the weights in, last layer first
    parameters = initialize_parameters_zeros(layers_dims)
    for l in reversed(range(1, len(layers_dims))):
        rows, columns = parameters[f"W{l}"].shape
        for row in range(rows):
            parameters[f"W{l}"][row, :] = rng.normal(loc=0.0, scale=10.0, size=columns)
    return parameters
