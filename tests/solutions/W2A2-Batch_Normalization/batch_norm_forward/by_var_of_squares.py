# right
def batch_norm_forward(Z, gamma, beta, epsilon):
    m = Z.shape[1]
    mu = Z.sum(axis=1).reshape(-1, 1) / m
    centred = Z - mu
    var = (centred**2).sum(axis=1).reshape(-1, 1) / m
    Z_hat = centred * (var + epsilon) ** -0.5
    cache = dict(Z_hat=Z_hat, gamma=gamma, mu=mu, var=var, epsilon=epsilon)
    return beta + Z_hat * gamma, cache
