# wrong: weakest first: ascending order, first k @ 6
def select_features(X, Y, k):
    xc = X - X.mean(axis=1, keepdims=True)
    yc = Y - Y.mean()
    r = np.sum(xc * yc, axis=1) / (np.sqrt(np.sum(xc**2, axis=1)) * np.sqrt(np.sum(yc**2)))
    return np.argsort(np.abs(r))[:k]
