def one_hot_matrix(label, depth):
    return tf.gather(tf.eye(depth), label)
