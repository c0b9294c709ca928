# right
def one_hot_matrix(label, depth):
    label = tf.cast(label, tf.int32)[..., tf.newaxis]
    return tf.where(tf.range(depth) == label, 1.0, 0.0)
