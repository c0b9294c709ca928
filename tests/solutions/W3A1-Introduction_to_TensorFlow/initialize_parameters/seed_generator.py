# right
def initialize_parameters(layers_dims, seed):
    glorot = tf.keras.initializers.GlorotUniform(seed=tf.keras.random.SeedGenerator(seed))
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = tf.Variable(glorot((layers_dims[l - 1], layers_dims[l])))
        parameters[f"b{l}"] = tf.Variable(tf.zeros(layers_dims[l]))
    return parameters
