# wrong: the output layer has a ReLU before its sigmoid, so no probability is below one half @ 9
def predict_bn(X, parameters, running, epsilon):
    L, A = number_of_layers(parameters), X
    for l in range(1, L + 1):
        Z = np.dot(parameters[f"W{l}"], A) + parameters[f"b{l}"]
        if l != L:
            Z = (Z - running[f"mu{l}"]) / np.sqrt(running[f"var{l}"] + epsilon)
            Z = parameters[f"gamma{l}"] * Z + parameters[f"beta{l}"]
        A = relu(Z)
    return sigmoid(A)
