# wrong: a ReLU is already put behind the layer @ 5
def linear_function(X, W, b):
    pre_activation = tf.matmul(X, W)
    pre_activation = pre_activation + b
    activation = tf.nn.relu(pre_activation)
    return activation
