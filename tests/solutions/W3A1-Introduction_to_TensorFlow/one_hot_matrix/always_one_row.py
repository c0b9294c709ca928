# wrong: everything is reshaped to one flat row, also m labels @ 4
def one_hot_matrix(label, depth):
    one_hot = tf.one_hot(label, depth)
    one_hot = tf.reshape(one_hot, shape=[-1])
    return one_hot
