# wrong: array_split makes parts of about equal size instead of full batches and a smaller last one @ 6
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    order = rng.permutation(m)
    how_many = int(np.ceil(m / mini_batch_size))
    groups = np.array_split(order, how_many)
    return [(X[:, group], Y[:, group]) for group in groups]
