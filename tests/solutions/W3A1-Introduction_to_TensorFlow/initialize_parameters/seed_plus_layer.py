# right
def initialize_parameters(layers_dims, seed):
    parameters = {}
    for l in range(1, len(layers_dims)):
        initializer = tf.keras.initializers.GlorotUniform(seed=seed + l)
        parameters["W" + str(l)] = tf.Variable(initializer(shape=(layers_dims[l - 1], layers_dims[l])))
        parameters["b" + str(l)] = tf.Variable(tf.zeros(layers_dims[l]))
    return parameters
