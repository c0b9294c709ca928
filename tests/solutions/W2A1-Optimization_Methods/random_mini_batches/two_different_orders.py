# wrong: draws one order for X and another one for Y, so examples lose their labels @ 5
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    shuffled_X = X[:, rng.permutation(m)]
    shuffled_Y = Y[:, rng.permutation(m)]
    batches = []
    for start in range(0, m, mini_batch_size):
        end = start + mini_batch_size
        batches.append((shuffled_X[:, start:end], shuffled_Y[:, start:end]))
    return batches
