# wrong: dbeta is multiplied by gamma, which does not act on the shift @ 5
def batch_norm_backward(dN, cache):
    m = dN.shape[1]
    total = np.sum(dN, axis=1, keepdims=True)
    dbeta = total * cache["gamma"]
    dgamma = np.sum(dN * cache["Z_hat"], axis=1, keepdims=True)
    scale = cache["gamma"] / np.sqrt(cache["var"] + cache["epsilon"])
    return scale * (dN - total / m - cache["Z_hat"] * dgamma / m), dgamma, dbeta
