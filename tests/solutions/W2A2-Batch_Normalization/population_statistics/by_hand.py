# right
def population_statistics(X, parameters, epsilon):
    stats, A = {}, X
    for l in range(1, number_of_layers(parameters)):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        stats[f"mu{l}"], stats[f"var{l}"] = Z.mean(1, keepdims=True), Z.var(1, keepdims=True)
        N, _ = batch_norm_forward(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"], epsilon)
        A = relu(N)
    return stats
