def linear_function(X, W, b):
    return tf.matmul(W, X) + b
