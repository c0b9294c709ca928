# wrong: (1 + tanh(z)) / 2 instead of (1 + tanh(z / 2)) / 2 @ 3
def sigmoid(z):
    t = tf.tanh(tf.cast(z, tf.float32))
    return (1 + t) / 2
