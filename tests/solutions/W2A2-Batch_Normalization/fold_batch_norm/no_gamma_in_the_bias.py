# wrong: gamma is missing in the bias @ 7
def fold_batch_norm(parameters, running, epsilon):
    L = number_of_layers(parameters)
    out = {k: parameters[k] for k in (f"W{L}", f"b{L}")}
    for l in range(1, L):
        s = np.sqrt(running[f"var{l}"] + epsilon)
        out |= {f"W{l}": parameters[f"gamma{l}"] / s * parameters[f"W{l}"], f"b{l}": (parameters[f"b{l}"] - running[f"mu{l}"]) / s + parameters[f"beta{l}"]}
    return out
