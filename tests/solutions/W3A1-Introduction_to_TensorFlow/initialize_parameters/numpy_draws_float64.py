# wrong: drawn by NumPy and never cast, the weights are float64 @ 7
def initialize_parameters(layers_dims, seed):
    rng = np.random.default_rng(seed)

    def weights(rows, columns):
        limit = np.sqrt(6 / (rows + columns))
        return tf.Variable(rng.uniform(-limit, limit, size=(rows, columns)))

    parameters = {}
    for layer in range(len(layers_dims) - 1):
        parameters[f"W{layer + 1}"] = weights(layers_dims[layer], layers_dims[layer + 1])
        parameters[f"b{layer + 1}"] = tf.Variable([0.0] * layers_dims[layer + 1])
    return parameters
