# wrong: dgamma and dbeta divided by m a second time @ 5
def batch_norm_backward(dN, cache):
    Z_hat = cache["Z_hat"]
    m = dN.shape[1]
    dgamma = np.mean(dN * Z_hat, axis=1, keepdims=True)
    dbeta = np.mean(dN, axis=1, keepdims=True)
    dZ = cache["gamma"] / np.sqrt(cache["var"] + cache["epsilon"]) * (dN - dbeta - Z_hat * dgamma)
    return dZ, dgamma, dbeta
