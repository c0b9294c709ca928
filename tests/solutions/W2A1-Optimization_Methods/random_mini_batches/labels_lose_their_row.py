# wrong: takes the labels as a flat vector, a batch of labels has shape (k,) instead of (1, k) @ 3, 8
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    labels = Y[0]
    order = rng.permutation(len(labels))
    batches = []
    for i in range(0, len(labels), mini_batch_size):
        columns = order[i : i + mini_batch_size]
        batches.append((X[:, columns], labels[columns]))
    return batches
