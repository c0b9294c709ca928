# wrong: forgets the parentheses @ 3
def scale(X, mu, sigma):
    return X - mu / sigma
