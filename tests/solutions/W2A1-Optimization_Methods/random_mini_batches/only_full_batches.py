# wrong: cuts batches only while a full one is left, the rest of the examples is lost @ 5
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    remaining = list(rng.permutation(X.shape[1]))
    mini_batches = []
    while len(remaining) >= mini_batch_size:
        chosen = remaining[:mini_batch_size]
        remaining = remaining[mini_batch_size:]
        mini_batches.append((X[:, chosen], Y[:, chosen]))
    return mini_batches
