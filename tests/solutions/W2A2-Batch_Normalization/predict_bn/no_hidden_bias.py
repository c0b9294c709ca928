# wrong: the biases of the hidden layers are missing @ 5
def predict_bn(X, parameters, running, epsilon):
    p, A, L = parameters, X, number_of_layers(parameters)
    for l in range(1, L):
        Zh = (p[f"W{l}"] @ A - running[f"mu{l}"]) / np.sqrt(running[f"var{l}"] + epsilon)
        A = relu(p[f"gamma{l}"] * Zh + p[f"beta{l}"])
    return sigmoid(p[f"W{L}"] @ A + p[f"b{L}"])
