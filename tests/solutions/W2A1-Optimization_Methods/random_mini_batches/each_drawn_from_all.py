# wrong: each mini-batch is drawn from all examples @ 5
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    batches, m = [], X.shape[1]
    for start in range(0, m, mini_batch_size):
        columns = rng.choice(m, min(mini_batch_size, m - start), replace=False)
        batches.append((X[:, columns], Y[:, columns]))
    return batches
