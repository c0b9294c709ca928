# wrong: off by one, the last hidden layer has no ReLU @ 7
def forward_propagation(X, parameters):
    L = sum(key.startswith("W") for key in parameters)
    out = X
    for layer in range(1, L + 1):
        out = out @ parameters[f"W{layer}"] + parameters[f"b{layer}"]
        if layer < L - 1:
            out = tf.nn.relu(out)
    return out
