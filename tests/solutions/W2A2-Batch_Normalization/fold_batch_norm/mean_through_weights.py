# wrong: the mean is multiplied by the weights' scale and their sum, as if it were that of the inputs @ 7
def fold_batch_norm(parameters, running, epsilon):
    L = number_of_layers(parameters)
    out = {f"W{L}": parameters[f"W{L}"], f"b{L}": parameters[f"b{L}"]}
    for l in range(1, L):
        s = parameters[f"gamma{l}"] / np.sqrt(running[f"var{l}"] + epsilon)
        mean = np.sum(parameters[f"W{l}"], axis=1, keepdims=True) * running[f"mu{l}"]
        out[f"W{l}"] = s * parameters[f"W{l}"]
        out[f"b{l}"] = s * (parameters[f"b{l}"] - mean) + parameters[f"beta{l}"]
    return out
