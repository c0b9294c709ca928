# right
def one_hot_matrix(label, depth):
    return tf.cast(tf.one_hot(tf.cast(label, tf.uint8), depth, axis=-1, dtype=tf.int32), tf.float32)
