# wrong: ten classes hard-coded instead of depth @ 3
def one_hot_matrix(label, depth):
    ten_digits = tf.eye(10)
    return tf.gather(ten_digits, label)
