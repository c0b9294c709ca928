def linear_function(X, W, b):
    return tf.einsum("mi,io->mo", X, W) + b[tf.newaxis]
