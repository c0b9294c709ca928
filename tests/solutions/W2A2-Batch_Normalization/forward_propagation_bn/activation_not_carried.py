# wrong: every layer is fed N, so ReLU has no effect on the next layer @ 16
from utils.activations import relu


def forward_propagation_bn(X, parameters, epsilon):
    L = number_of_layers(parameters)
    cache = {"A0": X}
    inp = X
    for l in range(1, L + 1):
        cache[f"W{l}"] = parameters[f"W{l}"]
        Z = parameters[f"W{l}"] @ inp + parameters[f"b{l}"]
        if l < L:
            N, cache[f"bn{l}"] = batch_norm_forward(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"], epsilon)
            cache[f"N{l}"] = N
            cache[f"A{l}"] = relu(N)
            inp = N
    cache[f"Z{L}"] = Z
    return Z, cache
