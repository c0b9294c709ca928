# right
def one_hot_matrix(label, depth):
    return tf.keras.ops.one_hot(label, depth, dtype="float32")
