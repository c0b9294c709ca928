# wrong: a tensor cannot be indexed with a tensor of several labels @ 3
def one_hot_matrix(label, depth):
    return tf.eye(depth)[label]
