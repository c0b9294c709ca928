# wrong: takes the labels to run from 1 @ 3
def one_hot_matrix(label, depth):
    index = label - 1
    return tf.one_hot(index, depth, dtype=tf.float32)
