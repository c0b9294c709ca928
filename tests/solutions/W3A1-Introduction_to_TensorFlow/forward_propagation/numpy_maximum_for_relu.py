# wrong: ReLU by np.maximum, the tape loses what is before it @ 7
def forward_propagation(X, parameters):
    L = len(parameters) // 2
    A = X
    for i in range(L - 1):
        Z = tf.add(tf.matmul(A, parameters[f"W{i + 1}"]), parameters[f"b{i + 1}"])
        A = np.maximum(Z, 0)
    return tf.add(tf.matmul(A, parameters[f"W{L}"]), parameters[f"b{L}"])
