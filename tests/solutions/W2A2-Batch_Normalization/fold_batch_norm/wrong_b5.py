# wrong: old bias added after scaling instead of before @ 8
def fold_batch_norm(parameters, running, epsilon):
    L = number_of_layers(parameters)
    folded = {f"W{L}": parameters[f"W{L}"], f"b{L}": parameters[f"b{L}"]}
    for l in range(1, L):
        factor = parameters[f"gamma{l}"] / np.sqrt(running[f"var{l}"] + epsilon)
        folded[f"W{l}"] = factor * parameters[f"W{l}"]
        folded[f"b{l}"] = factor * (-running[f"mu{l}"]) + parameters[f"beta{l}"] + parameters[f"b{l}"]
    return folded
