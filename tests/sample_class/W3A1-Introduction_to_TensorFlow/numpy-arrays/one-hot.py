def one_hot_matrix(label, depth):
    return tf.constant(np.eye(depth)[label], dtype=tf.float32)
