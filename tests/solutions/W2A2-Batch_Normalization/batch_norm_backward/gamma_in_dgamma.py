# wrong: gamma is a factor of dgamma and dbeta @ 5
def batch_norm_backward(dN, cache):
    m = dN.shape[1]
    dZ_hat = dN * cache["gamma"]
    dg, db = np.sum(dZ_hat * cache["Z_hat"], 1, keepdims=True), np.sum(dZ_hat, 1, keepdims=True)
    return (dZ_hat - db / m - cache["Z_hat"] * dg / m) / np.sqrt(cache["var"] + cache["epsilon"]), dg, db
