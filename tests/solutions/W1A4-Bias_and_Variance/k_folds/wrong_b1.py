# wrong: no shuffle @ 3
def k_folds(m, k, rng):
    folds = np.array_split(np.arange(m), k)
    pairs = []
    for i in range(k):
        train = np.concatenate([folds[j] for j in range(k) if j != i])
        pairs.append((train, folds[i]))
    return pairs
