"""Cutting a training set into mini-batches."""


def random_mini_batches(X, Y, rng, mini_batch_size=64):
    """The examples in random order, cut into mini-batches.

    X: inputs (n_x, m).  Y: labels (1, m).  rng: the numpy.random.Generator that the order is drawn from.
    Returns a list of (X_batch, Y_batch) with mini_batch_size columns each, in the last one what is left, at least one.
    Every example is in exactly one of them, with its own label.
    """
    m = X.shape[1]
    order = rng.permutation(m)
    batches = []
    for start in range(0, m, mini_batch_size):
        columns = order[start : start + mini_batch_size]
        batches.append((X[:, columns], Y[:, columns]))
    return batches
