# right
def initialize_parameters(layers_dims, seed):
    tf.random.set_seed(seed)
    parameters = {}
    for l in range(len(layers_dims) - 1, 0, -1):
        shape = [layers_dims[l - 1], layers_dims[l]]
        limit = tf.sqrt(6.0 / sum(shape))
        parameters[f"b{l}"] = tf.Variable([0.0] * shape[1], dtype=tf.float32)
        parameters[f"W{l}"] = tf.Variable(tf.random.uniform(shape, -limit, limit), name=f"W{l}")
    return parameters
