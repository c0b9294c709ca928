# wrong: Y not centred and X not centred @ 3
def select_features(X, Y, k):
    xc = X
    yc = Y
    r = np.sum(xc * yc, axis=1) / (np.sqrt(np.sum(xc**2, axis=1)) * np.sqrt(np.sum(yc**2)))
    return np.argsort(-np.abs(r))[:k]
