# right
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    m = X.shape[1]
    L = number_of_layers(parameters)
    masks = {f"D{l}": rng.random((len(parameters[f"b{l}"]), m)) >= 1 - keep_prob for l in range(1, L)}
    cache = parameters | masks | {"A0": X}
    signal = X
    for l in range(1, L + 1):
        logits = cache[f"Z{l}"] = cache[f"W{l}"] @ signal + cache[f"b{l}"]
        if f"D{l}" in masks:
            signal = np.zeros(logits.shape)
            alive = masks[f"D{l}"] & (logits > 0)
            signal[alive] = logits[alive] / keep_prob
            cache[f"A{l}"] = signal
    return logits, cache
