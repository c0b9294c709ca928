# right
def split_indices(m, dev, test, rng):
    idx = rng.permutation(m)
    dev_idx = idx[:dev]
    test_idx = idx[dev:dev + test]
    train_idx = idx[dev + test:]
    return train_idx, dev_idx, test_idx
