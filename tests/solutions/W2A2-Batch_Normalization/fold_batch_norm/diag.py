# right
def fold_batch_norm(parameters, running, epsilon):
    L = number_of_layers(parameters)
    out = {f"W{L}": parameters[f"W{L}"].copy(), f"b{L}": parameters[f"b{L}"].copy()}
    for l in range(1, L):
        D = np.diag(parameters[f"gamma{l}"][:, 0] / np.sqrt(running[f"var{l}"][:, 0] + epsilon))
        out[f"W{l}"] = D @ parameters[f"W{l}"]
        out[f"b{l}"] = D @ (parameters[f"b{l}"] - running[f"mu{l}"]) + parameters[f"beta{l}"]
    return out
