# right
def scale(X, mu, sigma):
    scaled = X.copy()
    scaled -= mu
    scaled /= sigma
    return scaled
