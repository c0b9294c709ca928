# right
def initialize_parameters(layers_dims, seed):
    shapes = list(zip(layers_dims, layers_dims[1:]))
    sizes = [n_in * n_out for n_in, n_out in shapes]
    # one long row of standard normal numbers, cut to the layers' sizes
    pieces = tf.split(tf.random.Generator.from_seed(seed).normal([sum(sizes)]), sizes)
    weights = {
        f"W{layer}": tf.Variable(tf.reshape(piece, shape) * (2 / sum(shape)) ** 0.5)
        for layer, (piece, shape) in enumerate(zip(pieces, shapes), start=1)
    }
    biases = {f"b{layer}": tf.Variable(tf.zeros([n])) for layer, n in enumerate(layers_dims[1:], start=1)}
    return weights | biases
