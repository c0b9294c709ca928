# wrong: the activations are normalized, after ReLU @ 7, 8
def forward_propagation_bn(X, parameters, epsilon):
    L = number_of_layers(parameters)
    cache = {"A0": X}
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ cache[f"A{l-1}"] + parameters[f"b{l}"]
        A, cache[f"bn{l}"] = batch_norm_forward(relu(Z), parameters[f"gamma{l}"], parameters[f"beta{l}"], epsilon)
        cache[f"N{l}"], cache[f"A{l}"], cache[f"W{l}"] = A, A, parameters[f"W{l}"]
    ZL = parameters[f"W{L}"] @ cache[f"A{L-1}"] + parameters[f"b{L}"]
    cache[f"W{L}"], cache[f"Z{L}"] = parameters[f"W{L}"], ZL
    return ZL, cache
