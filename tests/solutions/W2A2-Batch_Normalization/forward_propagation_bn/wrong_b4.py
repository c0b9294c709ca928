# wrong: ReLU forgotten @ 10
def forward_propagation_bn(X, parameters, epsilon):
    L = number_of_layers(parameters)
    cache = {"A0": X}
    A = X
    for l in range(1, L):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ A + b
        N, cache[f"bn{l}"] = batch_norm_forward(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"], epsilon)
        A = N
        cache[f"W{l}"] = W
        cache[f"N{l}"] = N
        cache[f"A{l}"] = A
    ZL = parameters[f"W{L}"] @ A + parameters[f"b{L}"]
    cache[f"W{L}"] = parameters[f"W{L}"]
    cache[f"Z{L}"] = ZL
    return ZL, cache
