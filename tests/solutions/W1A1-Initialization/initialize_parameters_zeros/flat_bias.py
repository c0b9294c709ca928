# wrong: bias is a flat vector (n,) and not a column (n, 1) @ 7
def initialize_parameters_zeros(layers_dims):
    result = {}
    previous = layers_dims[0]
    for number, size in enumerate(layers_dims[1:], start=1):
        result[f"W{number}"] = np.zeros((size, previous))
        result[f"b{number}"] = np.zeros(size)
        previous = size
    return result
