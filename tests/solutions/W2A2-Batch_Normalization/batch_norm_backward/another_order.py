# wrong: returns dZ last @ 5
def batch_norm_backward(dN, cache):
    m = dN.shape[1]
    dg, db = np.sum(dN * cache["Z_hat"], 1, keepdims=True), np.sum(dN, 1, keepdims=True)
    return dg, db, cache["gamma"] / np.sqrt(cache["var"] + cache["epsilon"]) * (dN - db / m - cache["Z_hat"] * dg / m)
