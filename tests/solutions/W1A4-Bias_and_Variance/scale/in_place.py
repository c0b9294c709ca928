# wrong: changes X @ 3, 4
def scale(X, mu, sigma):
    X -= mu
    X /= sigma
    return X
