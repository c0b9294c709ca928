# wrong: empties the list that it was given @ 5,7
def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    l = 1
    before = layers_dims.pop(0)
    while layers_dims:
        size = layers_dims.pop(0)
        parameters[f"W{l}"] = rng.normal(0, 10, (size, before))
        parameters[f"b{l}"] = np.zeros((size, 1))
        before = size
        l += 1
    return parameters
