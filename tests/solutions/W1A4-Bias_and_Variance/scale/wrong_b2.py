# wrong: changes X in place @ 3
def scale(X, mu, sigma):
    X -= mu
    X /= sigma
    return X
