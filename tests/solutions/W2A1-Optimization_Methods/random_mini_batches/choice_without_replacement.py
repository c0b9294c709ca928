# right
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    left = list(rng.choice(X.shape[1], X.shape[1], replace=False))
    batches = []
    while left:
        take, left = left[:mini_batch_size], left[mini_batch_size:]
        batches.append((X[:, take], Y[:, take]))
    return batches
