# wrong: casts to float32, also where all are float64 @ 4
def linear_function(X, W, b):
    # TensorFlow does not mix kinds of numbers, so bring all to one
    X, W, b = [tf.cast(t, tf.float32) for t in (X, W, b)]
    return tf.matmul(X, W) + b
