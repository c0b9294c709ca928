def linear_function(X, W, b):
    return tf.add(tf.matmul(X, W), b)
