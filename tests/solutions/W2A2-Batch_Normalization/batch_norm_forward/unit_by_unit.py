# right
def batch_norm_forward(Z, gamma, beta, epsilon):
    n = len(Z)
    mu, var = np.zeros((n, 1)), np.zeros((n, 1))
    Z_hat, N = np.zeros(Z.shape), np.zeros(Z.shape)
    for i in range(n):
        mu[i], var[i] = Z[i].mean(), Z[i].var()
        Z_hat[i] = (Z[i] - mu[i]) / np.sqrt(var[i] + epsilon)
        N[i] = gamma[i] * Z_hat[i] + beta[i]
    return N, {"Z_hat": Z_hat, "gamma": gamma, "mu": mu, "var": var, "epsilon": epsilon, "Z": Z}
