# wrong: the next mini-batch starts one column further on, so that they overlap @ 7
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    order = rng.permutation(X.shape[1])
    batches, start = [], 0
    for _ in range(0, len(order), mini_batch_size):
        batches.append((X[:, order[start : start + mini_batch_size]], Y[:, order[start : start + mini_batch_size]]))
        start += 1
    return batches
