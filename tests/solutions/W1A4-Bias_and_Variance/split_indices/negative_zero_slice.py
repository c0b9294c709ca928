# wrong: a slice that ends at -0 is empty when test is 0 @ 4
def split_indices(m, dev, test, rng):
    order = rng.permutation(m)
    return order[: -(dev + test)], order[-(dev + test) : -test], order[-test:]
