def one_hot_matrix(label, depth):
    return tf.reshape(tf.one_hot(label, depth, axis=0), shape=[-1])
