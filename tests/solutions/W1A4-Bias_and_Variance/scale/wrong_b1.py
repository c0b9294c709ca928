# wrong: fits mu and sigma anew to the given X @ 3
def scale(X, mu, sigma):
    mu, sigma = fit_scaler(X)
    return (X - mu) / sigma
