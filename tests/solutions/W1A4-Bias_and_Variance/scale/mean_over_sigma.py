# wrong: flattens mu and sigma, so that they do not fit beside the columns of X @ 3
def scale(X, mu, sigma):
    return (X - mu.ravel()) / sigma.ravel()
