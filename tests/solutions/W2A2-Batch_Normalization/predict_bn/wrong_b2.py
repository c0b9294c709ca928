# wrong: returns logits @ 9
def predict_bn(X, parameters, running, epsilon):
    L = number_of_layers(parameters)
    A = X
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        Z_hat = (Z - running[f"mu{l}"]) / np.sqrt(running[f"var{l}"] + epsilon)
        A = relu(parameters[f"gamma{l}"] * Z_hat + parameters[f"beta{l}"])
    return parameters[f"W{L}"] @ A + parameters[f"b{L}"]
