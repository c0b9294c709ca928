# wrong: cache is a second name of parameters @ 3
def forward_propagation_bn(X, parameters, epsilon):
    cache, L = parameters, number_of_layers(parameters)
    cache["A0"] = X
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ cache[f"A{l-1}"] + parameters[f"b{l}"]
        cache[f"N{l}"], cache[f"bn{l}"] = batch_norm_forward(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"], epsilon)
        cache[f"A{l}"] = relu(cache[f"N{l}"])
    cache[f"Z{L}"] = parameters[f"W{L}"] @ cache[f"A{L-1}"] + parameters[f"b{L}"]
    return cache[f"Z{L}"], cache
