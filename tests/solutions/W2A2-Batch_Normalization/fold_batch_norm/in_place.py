# wrong: changes parameters in place @ 6, 7
def fold_batch_norm(parameters, running, epsilon):
    out = {k: v for k, v in parameters.items() if k[0] == "W" or (k[0] == "b" and k[1] != "e")}
    for l in range(1, number_of_layers(parameters)):
        k = parameters[f"gamma{l}"] / np.sqrt(running[f"var{l}"] + epsilon)
        out[f"W{l}"] *= k
        out[f"b{l}"] -= running[f"mu{l}"]
        out[f"b{l}"] *= k
        out[f"b{l}"] += parameters[f"beta{l}"]
    return out
