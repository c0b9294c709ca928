def random_mini_batches(X, Y, rng, mini_batch_size=64):
    """The examples in random order, cut into mini-batches.

    X: inputs (n_x, m), one column for each example.
    Y: labels (1, m).
    rng: the numpy.random.Generator to draw the order from.
    mini_batch_size: how many examples a mini-batch holds, 1 or more; it may be larger than m.
    Returns a list of pairs (X_batch, Y_batch), of shapes (n_x, k) and (1, k). k is mini_batch_size, except in the last
    one, which holds what is left, and at least one example. Every example is in exactly one mini-batch.
    What was passed in stays as it was, but for the state of rng.
    """
    m = X.shape[1]
    order = rng.permutation(m)
    batches = []
    for start in range(0, m, mini_batch_size):
        columns = order[start : start + mini_batch_size]
        batches.append((X[:, columns], Y[:, columns]))
    return batches
