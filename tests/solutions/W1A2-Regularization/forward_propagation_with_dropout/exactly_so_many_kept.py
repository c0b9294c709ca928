# wrong: keeps a fixed number of entries, the entries are not independent @ 10,11,12
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    cache = {"A0": X, **parameters}
    L = number_of_layers(parameters)
    A = X
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        random_numbers = rng.random(Z.shape)
        # the share keep_prob of them must stay
        how_many = int(round(keep_prob * Z.size))
        limit = np.sort(random_numbers, axis=None)[how_many - 1]
        D = random_numbers <= limit
        A = relu(Z) * D / keep_prob
        cache[f"Z{l}"] = Z
        cache[f"D{l}"] = D
        cache[f"A{l}"] = A
    ZL = parameters[f"W{L}"] @ A + parameters[f"b{L}"]
    cache[f"Z{L}"] = ZL
    return ZL, cache
