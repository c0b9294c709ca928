# wrong: the standard deviation sqrt(2 / (n_in + n_out)) is taken for the limit r of the uniform draw @ 7
def initialize_parameters(layers_dims, seed):
    generator = tf.random.Generator.from_seed(seed)
    parameters = {}
    for l in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[l - 1], layers_dims[l]
        r = np.sqrt(2 / (n_in + n_out))
        parameters["W" + str(l)] = tf.Variable(generator.uniform((n_in, n_out), -r, r))
        parameters["b" + str(l)] = tf.Variable(tf.zeros(n_out))
    return parameters
