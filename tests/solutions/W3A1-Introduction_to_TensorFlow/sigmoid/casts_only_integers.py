# wrong: only integers are cast, float64 stays float64 @ 4
def sigmoid(z):
    z = tf.convert_to_tensor(z)
    if z.dtype.is_integer:
        z = tf.cast(z, tf.float32)
    return tf.sigmoid(z)
