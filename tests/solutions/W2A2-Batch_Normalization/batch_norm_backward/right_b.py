# right
def batch_norm_backward(dN, cache):
    Z_hat = cache["Z_hat"]
    m = dN.shape[1]
    dgamma = np.sum(dN * Z_hat, axis=1, keepdims=True)
    dbeta = np.sum(dN, axis=1, keepdims=True)
    dZ = cache["gamma"] / np.sqrt(cache["var"] + cache["epsilon"]) * (dN - dbeta / m - Z_hat * dgamma / m)
    return dZ, dgamma, dbeta
