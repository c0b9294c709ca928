# wrong: one constant feature sets every sigma to 1 @ 6
def fit_scaler(X):
    mu = np.mean(X, axis=1, keepdims=True)
    sigma = np.std(X, axis=1, keepdims=True)
    if np.any(sigma == 0):
        sigma = np.ones_like(sigma)
    return mu, sigma
