# right
def sigmoid(z):
    z = tf.cast(z, tf.float32)
    # e^z / (e^z + e^0), a softmax of two
    pair = tf.stack([z, tf.zeros_like(z)], axis=-1)
    return tf.nn.softmax(pair, axis=-1)[..., 0]
