# wrong: three layers hard-coded (crashes with fewer) @ 3, 4
def forward_propagation(X, parameters):
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    b1, b2, b3 = parameters["b1"], parameters["b2"], parameters["b3"]
    A1 = tf.nn.relu(linear_function(X, W1, b1))
    A2 = tf.nn.relu(linear_function(A1, W2, b2))
    Z3 = linear_function(A2, W3, b3)
    return Z3
