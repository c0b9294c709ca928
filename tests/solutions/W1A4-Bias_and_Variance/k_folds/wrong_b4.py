# wrong: train and dev swapped @ 7
def k_folds(m, k, rng):
    folds = np.array_split(rng.permutation(m), k)
    pairs = []
    for i in range(k):
        train = np.concatenate([folds[j] for j in range(k) if j != i])
        pairs.append((folds[i], train))
    return pairs
