# wrong: the names are sorted as text, W10 before W2 @ 3, 4
def forward_propagation(X, parameters):
    Ws = [parameters[k] for k in sorted(parameters) if k[0] == "W"]
    bs = [parameters[k] for k in sorted(parameters) if k[0] == "b"]
    for W, b in zip(Ws[:-1], bs[:-1]):
        X = tf.nn.relu(X @ W + b)
    return X @ Ws[-1] + bs[-1]
