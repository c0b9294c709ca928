# wrong: returns the correlations @ 4
def select_features(X, Y, k):
    r = np.abs(np.corrcoef(X, Y)[-1, :-1])
    return np.sort(r)[::-1][:k]
