# wrong: a new permutation for every fold @ 5
def k_folds(m, k, rng):
    pairs = []
    for i in range(k):
        folds = np.array_split(rng.permutation(m), k)
        train = np.concatenate(folds[:i] + folds[i + 1:])
        pairs.append((train, folds[i]))
    return pairs
