# wrong: the names are sorted as text, W10 before W2 @ 4
@tf.function
def forward_propagation(X, parameters):
    weights = sorted(name for name in parameters if name[0] == "W")
    for name in weights:
        if name != "W1":
            X = tf.maximum(X, 0)
        X = X @ parameters[name] + parameters["b" + name[1:]]
    return X
