def sigmoid(z):
    return 1 / (1 + tf.math.exp(-tf.cast(z, "float32")))
