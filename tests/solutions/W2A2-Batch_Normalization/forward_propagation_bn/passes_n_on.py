# wrong: passes N on, and ReLU only into the cache @ 8, 10
def forward_propagation_bn(X, parameters, epsilon):
    L = number_of_layers(parameters)
    cache = {"A0": X} | {f"W{l}": parameters[f"W{l}"] for l in range(1, L + 1)}
    A = X
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        A, cache[f"bn{l}"] = batch_norm_forward(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"], epsilon)
        cache[f"N{l}"] = A
        cache[f"A{l}"] = relu(A)
    cache[f"Z{L}"] = parameters[f"W{L}"] @ A + parameters[f"b{L}"]
    return cache[f"Z{L}"], cache
