# right
def forward_propagation(X, parameters):
    names = range(1, len(parameters) // 2 + 1)
    *hidden, (W, b) = [(parameters[f"W{l}"], parameters[f"b{l}"]) for l in names]
    for W_l, b_l in hidden:
        X = tf.keras.activations.relu(tf.add(tf.matmul(X, W_l), b_l))
    return tf.add(tf.matmul(X, W), b)
