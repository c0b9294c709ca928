# wrong: every layer draws with the same seed, layers repeat each other's numbers @ 5
def initialize_parameters(layers_dims, seed):
    parameters = {}
    for number, shape in enumerate(zip(layers_dims[:-1], layers_dims[1:]), 1):
        glorot = tf.keras.initializers.GlorotUniform(seed=seed)
        parameters[f"W{number}"] = tf.Variable(glorot(shape=shape))
        parameters[f"b{number}"] = tf.Variable(tf.zeros_initializer()(shape=(shape[1],)))
    return parameters
