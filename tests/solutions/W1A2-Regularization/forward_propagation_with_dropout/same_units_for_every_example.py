# wrong: one draw per unit, all examples share the mask @ 12
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    cache = {"A0": X, **parameters}
    L = number_of_layers(parameters)
    m = X.shape[1]
    for l in range(1, L + 1):
        Z = parameters["W" + str(l)] @ cache["A" + str(l - 1)] + parameters["b" + str(l)]
        cache["Z" + str(l)] = Z
        if l == L:
            break
        # which units are switched off?
        on = rng.random(Z.shape[0]) < keep_prob
        D = np.repeat(on[:, None], m, axis=1)
        cache["D" + str(l)] = D
        cache["A" + str(l)] = relu(Z) * D / keep_prob
    return Z, cache
