# right
def fold_batch_norm(parameters, running, epsilon):
    L = number_of_layers(parameters)
    s = {l: parameters[f"gamma{l}"] / np.sqrt(running[f"var{l}"] + epsilon) for l in range(1, L)}
    W = {f"W{l}": s.get(l, 1.0) * parameters[f"W{l}"] for l in range(1, L + 1)}
    b = {f"b{l}": s[l] * (parameters[f"b{l}"] - running[f"mu{l}"]) + parameters[f"beta{l}"] for l in range(1, L)}
    return W | b | {f"b{L}": parameters[f"b{L}"]}
