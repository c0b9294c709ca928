# wrong: returns 0 or 1 @ 7
def predict_bn(X, parameters, running, epsilon):
    p, A, L = parameters, X, number_of_layers(parameters)
    for l in range(1, L):
        Z_hat = (p[f"W{l}"] @ A + p[f"b{l}"] - running[f"mu{l}"]) / np.sqrt(running[f"var{l}"] + epsilon)
        A = relu(p[f"gamma{l}"] * Z_hat + p[f"beta{l}"])
    return (sigmoid(p[f"W{L}"] @ A + p[f"b{L}"]) > 0.5).astype(float)
