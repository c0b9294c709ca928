# right
import numpy as np


def repaired_backward_propagation(X, Y, cache):
    A3 = 1 / (1 + np.exp(-cache["Z3"]))
    d3 = (A3 - Y) / Y.size
    d2 = np.einsum("ji,jm->im", cache["W3"], d3) * np.sign(cache["A2"])
    d1 = np.einsum("ji,jm->im", cache["W2"], d2) * np.sign(cache["A1"])
    result = {}
    for l, d, a in [(1, d1, X), (2, d2, cache["A1"]), (3, d3, cache["A2"])]:
        result[f"dW{l}"] = np.einsum("im,jm->ij", d, a)
        result[f"db{l}"] = np.einsum("im->i", d)[:, None]
    return result
