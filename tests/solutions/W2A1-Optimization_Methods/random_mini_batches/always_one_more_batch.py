# wrong: always appends a last batch for the rest, an empty one when nothing is left @ 10
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    permutation = rng.permutation(m)
    X_shuffled = X[:, permutation]
    Y_shuffled = Y[:, permutation]
    full = m // mini_batch_size

    mini_batches = []
    for i in range(full + 1):
        X_i = X_shuffled[:, i * mini_batch_size : (i + 1) * mini_batch_size]
        Y_i = Y_shuffled[:, i * mini_batch_size : (i + 1) * mini_batch_size]
        mini_batches.append((X_i, Y_i))
    return mini_batches
