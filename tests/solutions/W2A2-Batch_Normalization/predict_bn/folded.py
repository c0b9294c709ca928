# right
def predict_bn(X, parameters, running, epsilon):
    L, A = number_of_layers(parameters), X
    for l in range(1, L):
        s = parameters[f"gamma{l}"] / (running[f"var{l}"] + epsilon) ** 0.5
        A = np.maximum(s * (parameters[f"W{l}"] @ A + parameters[f"b{l}"] - running[f"mu{l}"]) + parameters[f"beta{l}"], 0)
    return 1 / (1 + np.exp(-(parameters[f"W{L}"] @ A + parameters[f"b{L}"])))
