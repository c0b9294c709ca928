# wrong: comparison the wrong way round, kept with probability 1 - keep_prob @ 10
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    cache = dict(parameters)
    cache["A0"] = X
    number = number_of_layers(parameters)

    for layer in range(1, number):
        cache[f"Z{layer}"] = np.dot(parameters[f"W{layer}"], cache[f"A{layer - 1}"]) + parameters[f"b{layer}"]
        activation = relu(cache[f"Z{layer}"])
        mask = rng.random(activation.shape) > keep_prob
        cache[f"D{layer}"] = mask
        cache[f"A{layer}"] = activation * mask / keep_prob

    ZL = np.dot(parameters[f"W{number}"], cache[f"A{number - 1}"]) + parameters[f"b{number}"]
    cache[f"Z{number}"] = ZL
    return ZL, cache
