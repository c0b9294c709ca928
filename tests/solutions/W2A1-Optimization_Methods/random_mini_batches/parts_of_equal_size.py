# wrong: np.array_split makes batches of about the same size, not full ones and a smaller last one @ 7, 8
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    order = rng.permutation(m)
    X, Y = X[:, order], Y[:, order]
    n = int(np.ceil(m / mini_batch_size))
    Xs = np.array_split(X, n, axis=1)
    Ys = np.array_split(Y, n, axis=1)
    return list(zip(Xs, Ys))
