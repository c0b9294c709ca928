# wrong: minval is not given, so the draw runs from 0 to r @ 9
def initialize_parameters(layers_dims, seed):
    g = tf.random.Generator.from_seed(seed)
    L = len(layers_dims) - 1
    params = {}
    for l in range(1, L + 1):
        fan_in = layers_dims[l - 1]
        fan_out = layers_dims[l]
        W = g.uniform([fan_in, fan_out], maxval=(6 / (fan_in + fan_out)) ** 0.5)
        params[f"W{l}"] = tf.Variable(W, name=f"W{l}")
        params[f"b{l}"] = tf.Variable(tf.zeros([fan_out]), name=f"b{l}")
    return params
