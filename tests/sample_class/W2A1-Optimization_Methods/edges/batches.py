def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    order = rng.permutation(m)
    batches = []
    for k in range(m // mini_batch_size):
        columns = order[k * mini_batch_size : (k + 1) * mini_batch_size]
        batches.append((X[:, columns], Y[:, columns]))
    return batches
