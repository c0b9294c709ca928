# right
def batch_norm_backward(dN, cache):
    n, m = dN.shape
    dZ = np.empty((n, m))
    for i in range(n):
        h = cache["Z_hat"][i]
        J = np.eye(m) - 1 / m - np.outer(h, h) / m
        dZ[i] = cache["gamma"][i] / np.sqrt(cache["var"][i] + cache["epsilon"]) * (J @ dN[i])
    return dZ, np.einsum("ij,ij->i", dN, cache["Z_hat"])[:, None], dN.sum(1)[:, None]
