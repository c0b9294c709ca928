# wrong: each layer is normalized by the statistics of the examples that came in @ 6
def predict_bn(X, parameters, running, epsilon):
    L, A = number_of_layers(parameters), X
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        N, _ = batch_norm_forward(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"], epsilon)
        A = relu(N)
    return sigmoid(parameters[f"W{L}"] @ A + parameters[f"b{L}"])
