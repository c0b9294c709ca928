def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    indices = np.arange(m)
    rng.shuffle(indices)
    pieces = np.split(indices, np.arange(mini_batch_size, m, mini_batch_size))
    return [(X[:, piece], Y[:, piece]) for piece in pieces]
