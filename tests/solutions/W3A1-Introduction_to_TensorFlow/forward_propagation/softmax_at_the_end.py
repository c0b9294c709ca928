# wrong: returns the softmax of the logits @ 9
def forward_propagation(X, parameters):
    L = len(parameters) // 2
    A = X
    for l in range(1, L):
        Z = linear_function(A, parameters["W" + str(l)], parameters["b" + str(l)])
        A = tf.nn.relu(Z)
    ZL = linear_function(A, parameters["W" + str(L)], parameters["b" + str(L)])
    return tf.nn.softmax(ZL)
