# wrong: the comparison is returned as it is, bool instead of float32 @ 6
def one_hot_matrix(label, depth):
    places = tf.range(depth)
    label = tf.cast(label, tf.int32)
    is_here = tf.equal(places, tf.expand_dims(label, axis=-1))
    return is_here
