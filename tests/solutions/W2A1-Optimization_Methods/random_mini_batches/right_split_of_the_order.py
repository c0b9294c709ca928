# right
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = Y.shape[1]
    picks = np.split(rng.permutation(m), np.arange(mini_batch_size, m, mini_batch_size))
    return list(map(lambda pick: (np.take(X, pick, axis=1), np.take(Y, pick, axis=1)), picks))
