# right
@tf.function
def forward_propagation(X, parameters):
    for number in sorted(int(name[1:]) for name in parameters if name[0] == "W"):
        if number > 1:
            X = tf.maximum(X, 0)
        X = X @ parameters[f"W{number}"] + parameters[f"b{number}"]
    return X
