# wrong: empties the list that it was given @ 5,7
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    l = 1
    before = layers_dims.pop(0)
    while layers_dims:
        size = layers_dims.pop(0)
        parameters[f"W{l}"] = np.zeros((size, before))
        parameters[f"b{l}"] = np.zeros((size, 1))
        before = size
        l += 1
    return parameters
