# right
def linear_function(X, W, b):
    # the bias is the weight of an input that is always 1
    extended_X = tf.concat([X, tf.ones_like(X[:, :1])], axis=1)
    extended_W = tf.concat([W, tf.expand_dims(b, axis=0)], axis=0)
    return tf.linalg.matmul(extended_X, extended_W)
