# right
def forward_propagation_bn(X, parameters, epsilon):
    L = number_of_layers(parameters)
    cache, A = {"A0": X}, X
    for l in range(1, L):
        Z = np.dot(parameters["W%d" % l], A) + parameters["b%d" % l]
        mu, var = Z.mean(axis=1, keepdims=True), Z.var(axis=1, keepdims=True)
        Z_hat = (Z - mu) / np.sqrt(var + epsilon)
        gamma = parameters["gamma%d" % l]
        N = gamma * Z_hat + parameters["beta%d" % l]
        A = np.maximum(0, N)
        cache["bn%d" % l] = {"Z_hat": Z_hat, "gamma": gamma, "mu": mu, "var": var, "epsilon": epsilon}
        cache.update({"W%d" % l: parameters["W%d" % l], "Z%d" % l: Z, "N%d" % l: N, "A%d" % l: A})
    ZL = np.dot(parameters["W%d" % L], A) + parameters["b%d" % L]
    cache["W%d" % L], cache["Z%d" % L] = parameters["W%d" % L], ZL
    return ZL, cache
