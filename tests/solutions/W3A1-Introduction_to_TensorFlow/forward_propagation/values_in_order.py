# wrong: the layers are taken by their order in the dict @ 3, 4, 5, 6
def forward_propagation(X, parameters):
    pairs = list(parameters.values())
    for W, b in zip(pairs[:-2:2], pairs[1:-2:2]):
        X = tf.nn.relu(X @ W + b)
    return X @ pairs[-2] + pairs[-1]
