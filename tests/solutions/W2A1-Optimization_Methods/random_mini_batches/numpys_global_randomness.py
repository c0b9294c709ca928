# wrong: draws from NumPy's global generator and never touches rng @ 5
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    n = Y.size
    indices = np.arange(n)
    np.random.shuffle(indices)
    result = []
    for first in range(0, n, mini_batch_size):
        part = indices[first : first + mini_batch_size]
        result.append((X[:, part], Y[:, part]))
    return result
