# wrong: the size of a fold is rounded up, so the last is too small @ 4
def k_folds(m, k, rng):
    order = rng.permutation(m)
    n = -(-m // k)
    folds = [order[i:i + n] for i in range(0, m, n)]
    return [(np.setdiff1d(order, f), f) for f in folds]
