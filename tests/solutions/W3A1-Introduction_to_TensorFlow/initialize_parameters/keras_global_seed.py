# right
def initialize_parameters(layers_dims, seed):
    tf.keras.utils.set_random_seed(seed)
    initializer = tf.keras.initializers.GlorotNormal
    sizes = list(zip(layers_dims, layers_dims[1:]))
    weights = {f"W{l}": tf.Variable(initializer()(shape=size)) for l, size in enumerate(sizes, 1)}
    return weights | {f"b{l}": tf.Variable(tf.zeros([size[1]], tf.float32)) for l, size in enumerate(sizes, 1)}
