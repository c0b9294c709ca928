def one_hot_matrix(label, depth):
    return tf.one_hot(label, depth)
