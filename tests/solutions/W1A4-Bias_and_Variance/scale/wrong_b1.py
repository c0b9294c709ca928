# wrong: computes mu and sigma again, from the given X @ 3
def scale(X, mu, sigma):
    mu, sigma = fit_scaler(X)
    return (X - mu) / sigma
