# wrong: m // k per fold, remainder is never in dev @ 4
def k_folds(m, k, rng):
    idx = rng.permutation(m)
    size = m // k
    pairs = []
    for i in range(k):
        dev = idx[i * size:(i + 1) * size]
        train = np.concatenate([idx[:i * size], idx[(i + 1) * size:]])
        pairs.append((train, dev))
    return pairs
