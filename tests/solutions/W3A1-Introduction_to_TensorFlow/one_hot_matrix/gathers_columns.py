# wrong: tf.gather along axis 1, the labels run along the columns @ 4
def one_hot_matrix(label, depth):
    identity = tf.eye(depth)
    return tf.gather(identity, label, axis=1)
