# wrong: the activations are stored under the number of the layer before @ 10
def forward_propagation_bn(X, parameters, epsilon):
    L = number_of_layers(parameters)
    cache, A = {"A0": X}, X
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        N, bn = batch_norm_forward(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"], epsilon)
        A = relu(N)
        cache[f"W{l}"], cache[f"N{l}"], cache[f"bn{l}"] = parameters[f"W{l}"], N, bn
        cache[f"A{l - 1}"] = A
    cache[f"W{L}"] = parameters[f"W{L}"]
    cache[f"Z{L}"] = parameters[f"W{L}"] @ A + parameters[f"b{L}"]
    return cache[f"Z{L}"], cache
