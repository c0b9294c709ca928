# wrong: changes dN in place @ 5, 6
def batch_norm_backward(dN, cache):
    m = dN.shape[1]
    dg, db = np.sum(dN * cache["Z_hat"], 1, keepdims=True), np.sum(dN, 1, keepdims=True)
    dN -= db / m
    dN -= cache["Z_hat"] * dg / m
    return cache["gamma"] / np.sqrt(cache["var"] + cache["epsilon"]) * dN, dg, db
