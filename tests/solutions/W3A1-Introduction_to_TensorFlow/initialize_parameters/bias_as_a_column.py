# wrong: the biases are columns (n, 1) as in the NumPy notebooks @ 9
def initialize_parameters(layers_dims, seed):
    rng = tf.random.Generator.from_seed(seed)
    result = {}
    n_previous = layers_dims[0]
    for i, n in enumerate(layers_dims[1:]):
        deviation = (2.0 / (n_previous + n)) ** 0.5
        result[f"W{i + 1}"] = tf.Variable(rng.normal([n_previous, n], stddev=deviation))
        result[f"b{i + 1}"] = tf.Variable(tf.zeros([n, 1]))
        n_previous = n
    return result
