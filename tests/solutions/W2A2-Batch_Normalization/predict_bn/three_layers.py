# wrong: written out for three layers @ 5
def predict_bn(X, parameters, running, epsilon):
    p = parameters
    f = lambda A, l: relu(p[f"gamma{l}"] * (p[f"W{l}"] @ A + p[f"b{l}"] - running[f"mu{l}"]) / np.sqrt(running[f"var{l}"] + epsilon) + p[f"beta{l}"])
    return sigmoid(p["W3"] @ f(f(X, 1), 2) + p["b3"])
