# wrong: draws dev and test independently, so they overlap @ 4
def split_indices(m, dev, test, rng):
    dev_idx = rng.choice(m, dev, replace=False)
    test_idx = rng.choice(m, test, replace=False)
    train_idx = np.setdiff1d(np.arange(m), np.concatenate([dev_idx, test_idx]))
    return train_idx, dev_idx, test_idx
