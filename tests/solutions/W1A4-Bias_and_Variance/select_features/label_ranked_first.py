# wrong: the row of the label is ranked too @ 3
def select_features(X, Y, k):
    r = np.corrcoef(np.vstack([Y, X]))[0]
    return np.argsort(-np.abs(r))[:k]
