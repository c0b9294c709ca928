# wrong: rng.choice draws with replacement, some examples come twice and some never @ 4
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    random_columns = rng.choice(m, size=m)
    X_random, Y_random = X[:, random_columns], Y[:, random_columns]
    pairs = []
    begin = 0
    while begin < m:
        end = min(begin + mini_batch_size, m)
        pairs.append((X_random[:, begin:end], Y_random[:, begin:end]))
        begin = end
    return pairs
