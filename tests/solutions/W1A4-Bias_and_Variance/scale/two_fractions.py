# right
def scale(X, mu, sigma):
    return X / sigma - mu / sigma
