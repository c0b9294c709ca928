def initialize_parameters_zeros(layers_dims):
    weights = {f"W{i}": np.zeros(shape) for i, shape in enumerate(zip(layers_dims[1:], layers_dims), start=1)}
    biases = {f"b{i}": np.zeros(n).reshape(-1, 1) for i, n in enumerate(layers_dims[1:], start=1)}
    return {**weights, **biases}
