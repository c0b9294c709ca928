# wrong: the product is taken by NumPy, the tape loses it @ 3
def linear_function(X, W, b):
    product = np.dot(X, W)
    Z = tf.constant(product) + b
    return Z
