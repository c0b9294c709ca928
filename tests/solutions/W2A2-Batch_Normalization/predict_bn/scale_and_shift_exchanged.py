# wrong: gamma and beta have changed places @ 8
def predict_bn(X, parameters, running, epsilon):
    L = number_of_layers(parameters)
    A = X
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        Z_hat = (Z - running[f"mu{l}"]) / np.sqrt(running[f"var{l}"] + epsilon)
        A = relu(parameters[f"beta{l}"] * Z_hat + parameters[f"gamma{l}"])
    return sigmoid(parameters[f"W{L}"] @ A + parameters[f"b{L}"])
