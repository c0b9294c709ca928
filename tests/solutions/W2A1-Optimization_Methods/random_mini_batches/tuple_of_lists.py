# right
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    order = np.argsort(rng.random(X.shape[1]))
    parts = np.split(order, range(mini_batch_size, X.shape[1], mini_batch_size))
    return tuple([X[:, part], Y[:, part]] for part in parts)
