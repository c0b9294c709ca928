# right
def initialize_parameters_zeros(layers_dims):
    if len(layers_dims) < 2:
        return {}
    *shorter, before, size = layers_dims
    parameters = initialize_parameters_zeros(shorter + [before])
    parameters[f"W{len(shorter) + 1}"] = np.outer(np.zeros(size), np.ones(before))
    parameters[f"b{len(shorter) + 1}"] = np.full((size, 1), 0.0)
    return parameters
