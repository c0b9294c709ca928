# wrong: epsilon outside of the root @ 5
def batch_norm_forward(Z, gamma, beta, epsilon):
    mu = np.mean(Z, axis=1, keepdims=True)
    var = np.var(Z, axis=1, keepdims=True)
    Z_hat = (Z - mu) / (np.sqrt(var) + epsilon)
    N = gamma * Z_hat + beta
    cache = {"Z_hat": Z_hat, "gamma": gamma, "mu": mu, "var": var, "epsilon": epsilon}
    return N, cache
