# wrong: divides by the range from the smallest to the largest Z instead of the standard deviation @ 6
def batch_norm_forward(Z, gamma, beta, epsilon):
    mu = np.mean(Z, axis=1, keepdims=True)
    var = np.var(Z, axis=1, keepdims=True)
    span = np.max(Z, axis=1, keepdims=True) - np.min(Z, axis=1, keepdims=True)
    Z_hat = (Z - mu) / (span + epsilon)
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "gamma": gamma, "mu": mu, "var": var, "epsilon": epsilon}
