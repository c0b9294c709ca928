# wrong: np.delete removes positions, not values @ 5
def k_folds(m, k, rng):
    order = rng.permutation(m)
    folds = np.array_split(order, k)
    return [(np.delete(order, fold), fold) for fold in folds]
