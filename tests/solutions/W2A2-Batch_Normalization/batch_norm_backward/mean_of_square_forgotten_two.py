# wrong: the derivative of the variance lacks its factor 2 @ 8
def batch_norm_backward(dN, cache):
    m = dN.shape[1]
    sd = np.sqrt(cache["var"] + cache["epsilon"])
    dZ_hat = dN * cache["gamma"]
    centred = cache["Z_hat"] * sd
    dvar = np.sum(dZ_hat * centred, axis=1, keepdims=True) * -0.5 / sd**3
    dZ = dZ_hat / sd + dvar * centred / m - np.sum(dZ_hat, axis=1, keepdims=True) / sd / m
    dgamma = np.sum(dN * cache["Z_hat"], axis=1, keepdims=True)
    return dZ, dgamma, np.sum(dN, axis=1, keepdims=True)
