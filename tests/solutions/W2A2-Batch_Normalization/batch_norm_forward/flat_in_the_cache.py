# wrong: mu and var in the cache are flat @ 3
def batch_norm_forward(Z, gamma, beta, epsilon):
    mu, var = Z.mean(1), Z.var(1)
    Z_hat = ((Z.T - mu) / np.sqrt(var + epsilon)).T
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "gamma": gamma, "mu": mu, "var": var, "epsilon": epsilon}
