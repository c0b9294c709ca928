# wrong: e^z / (1 + e^z) is nan for large z @ 4
def sigmoid(z):
    e = tf.exp(tf.cast(z, tf.float32))
    return e / (e + 1)
