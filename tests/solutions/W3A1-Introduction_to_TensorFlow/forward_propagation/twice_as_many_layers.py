# wrong: each layer has two parameters @ 3
def forward_propagation(X, parameters):
    L = len(parameters)
    for l in range(1, L):
        X = tf.nn.relu(linear_function(X, parameters[f"W{l}"], parameters[f"b{l}"]))
    return linear_function(X, parameters[f"W{L}"], parameters[f"b{L}"])
