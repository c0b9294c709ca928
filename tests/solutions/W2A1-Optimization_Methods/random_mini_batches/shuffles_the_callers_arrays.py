# wrong: writes the shuffled columns back into the X and Y that were passed in @ 5, 6
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    order = rng.permutation(m)
    X[:] = X[:, order]
    Y[:] = Y[:, order]
    batches = []
    for j in range(0, m, mini_batch_size):
        batches.append((X[:, j : j + mini_batch_size].copy(), Y[:, j : j + mini_batch_size].copy()))
    return batches
