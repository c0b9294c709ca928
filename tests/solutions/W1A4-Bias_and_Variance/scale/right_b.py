# right
def scale(X, mu, sigma):
    return (X - mu) / sigma
