# right
def batch_norm_backward(dN, cache):
    Z_hat, gamma = cache["Z_hat"], cache["gamma"]
    m = dN.shape[1]
    sd = np.sqrt(cache["var"] + cache["epsilon"])
    dbeta = dN.sum(axis=1, keepdims=True)
    dgamma = (dN * Z_hat).sum(axis=1, keepdims=True)
    dZ_hat = dN * gamma
    centred = Z_hat * sd
    dvar = np.sum(dZ_hat * centred, axis=1, keepdims=True) * -0.5 / sd**3
    dmu = -np.sum(dZ_hat, axis=1, keepdims=True) / sd
    dZ = dZ_hat / sd + dvar * 2 * centred / m + dmu / m
    return dZ, dgamma, dbeta
