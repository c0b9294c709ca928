# right
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    L = number_of_layers(parameters)
    store = {k: v for k, v in parameters.items()}
    store["A0"] = X

    def add_up(l):
        store[f"Z{l}"] = np.einsum("ij,jm->im", store[f"W{l}"], store[f"A{l - 1}"]) + store[f"b{l}"]
        return store[f"Z{l}"]

    for l in range(1, L):
        Z = add_up(l)
        coins = rng.binomial(1, keep_prob, size=Z.shape)
        store[f"D{l}"] = coins
        store[f"A{l}"] = np.maximum(Z * coins, 0) / keep_prob
    return add_up(L), store
