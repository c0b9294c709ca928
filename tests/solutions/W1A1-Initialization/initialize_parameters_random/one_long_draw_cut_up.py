# right
def initialize_parameters_random(layers_dims, rng):
    sizes = np.array(layers_dims)
    counts = sizes[1:] * sizes[:-1]
    everything = 10.0 * rng.standard_normal(counts.sum())
    pieces = np.split(everything, np.cumsum(counts)[:-1])
    parameters = {}
    for l, piece in enumerate(pieces, 1):
        parameters[f"W{l}"] = piece.reshape(sizes[l], -1)
        parameters[f"b{l}"] = np.zeros_like(parameters[f"W{l}"][:, :1])
    return parameters
