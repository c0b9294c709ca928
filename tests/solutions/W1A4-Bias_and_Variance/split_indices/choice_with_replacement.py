# wrong: choice draws with replacement @ 3
def split_indices(m, dev, test, rng):
    order = rng.choice(m, size=m)
    return order[dev + test :], order[:dev], order[dev : dev + test]
