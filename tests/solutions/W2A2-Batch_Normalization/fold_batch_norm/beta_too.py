# wrong: returns beta too @ 3
def fold_batch_norm(parameters, running, epsilon):
    out = {k: v for k, v in parameters.items() if k[0] in "Wb"}
    for l in range(1, number_of_layers(parameters)):
        k = parameters[f"gamma{l}"] / np.sqrt(running[f"var{l}"] + epsilon)
        out |= {f"W{l}": k * parameters[f"W{l}"], f"b{l}": k * (parameters[f"b{l}"] - running[f"mu{l}"]) + parameters[f"beta{l}"]}
    return out
