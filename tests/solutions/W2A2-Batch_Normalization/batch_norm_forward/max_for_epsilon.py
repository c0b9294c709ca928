# wrong: epsilon replaces a variance that is smaller, and should be added @ 5
def batch_norm_forward(Z, gamma, beta, epsilon):
    mu = np.mean(Z, axis=1, keepdims=True)
    var = np.var(Z, axis=1, keepdims=True)
    Z_hat = (Z - mu) / np.sqrt(np.maximum(var, epsilon))
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "gamma": gamma, "mu": mu, "var": var, "epsilon": epsilon}
