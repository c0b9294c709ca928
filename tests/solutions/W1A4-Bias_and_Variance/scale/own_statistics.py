# wrong: scales by its own statistics @ 3, 4
def scale(X, mu, sigma):
    mu = X.mean(axis=1, keepdims=True)
    sigma = X.std(axis=1, keepdims=True) + 1e-12
    return (X - mu) / sigma
