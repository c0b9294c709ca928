# wrong: 1 / 1 + exp(-z), no parentheses around the denominator @ 5
def sigmoid(z):
    z = tf.cast(z, dtype=tf.float32)
    exponential = tf.math.exp(tf.negative(z))
    a = 1.0 / 1.0 + exponential
    return a
