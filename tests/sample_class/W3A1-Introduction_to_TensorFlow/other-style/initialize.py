def initialize_parameters(layers_dims, seed):
    tf.keras.utils.set_random_seed(seed)
    draw = {}
    for l, (n_in, n_out) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        draw[f"W{l}"] = tf.random.normal([n_in, n_out], stddev=tf.sqrt(2 / (n_in + n_out)))
        draw[f"b{l}"] = [0.0] * n_out
    return {name: tf.Variable(value) for name, value in draw.items()}
