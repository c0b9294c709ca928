# right
def forward_propagation(X, parameters):
    layers = sorted(int(key[1:]) for key in parameters if key.startswith("W"))
    for l in layers:
        if l > 1:
            X = tf.where(X > 0, X, tf.zeros_like(X))
        X = tf.linalg.matmul(X, parameters[f"W{l}"]) + parameters[f"b{l}"]
    return X
