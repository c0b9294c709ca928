def forward_propagation(X, parameters):
    L = len(parameters) // 2
    for l in range(1, L):
        X = tf.nn.relu(X @ parameters[f"W{l}"] + parameters[f"b{l}"])
    return X @ parameters[f"W{L}"] + parameters[f"b{L}"]
