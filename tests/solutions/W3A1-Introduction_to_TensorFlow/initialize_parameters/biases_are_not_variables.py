# wrong: the biases are plain tensors, not variables @ 11
def initialize_parameters(layers_dims, seed):
    numbers = tf.random.Generator.from_seed(seed)
    parameters = {}
    layer = 1
    while layer < len(layers_dims):
        before, here = layers_dims[layer - 1], layers_dims[layer]
        r = (6 / (before + here)) ** 0.5
        random_weights = numbers.uniform(shape=[before, here], minval=-r, maxval=r)
        parameters["W%d" % layer] = tf.Variable(random_weights)
        parameters["b%d" % layer] = tf.zeros([here], dtype=tf.float32)
        layer += 1
    return parameters
