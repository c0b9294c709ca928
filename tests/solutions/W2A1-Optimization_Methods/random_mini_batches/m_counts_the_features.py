# wrong: takes the number of rows (features) for the number of examples @ 3
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = len(X)
    order = rng.permutation(m)
    X, Y = X[:, order], Y[:, order]
    return [
        (X[:, k : k + mini_batch_size], Y[:, k : k + mini_batch_size])
        for k in range(0, m, mini_batch_size)
    ]
