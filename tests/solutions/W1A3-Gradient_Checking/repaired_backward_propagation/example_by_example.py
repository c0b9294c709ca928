# right
import numpy as np

from utils.activations import sigmoid


def repaired_backward_propagation(X, Y, cache):
    m = X.shape[1]
    grads = {}
    for l in (1, 2, 3):
        grads["dW" + str(l)] = np.zeros(cache["W" + str(l)].shape)
        grads["db" + str(l)] = np.zeros(cache["b" + str(l)].shape)
    for i in range(m):
        d3 = sigmoid(cache["Z3"][:, i]) - Y[:, i]
        d2 = cache["W3"].T.dot(d3) * (cache["Z2"][:, i] > 0)
        d1 = cache["W2"].T.dot(d2) * (cache["Z1"][:, i] > 0)
        grads["dW3"] += np.outer(d3, cache["A2"][:, i]) / m
        grads["dW2"] += np.outer(d2, cache["A1"][:, i]) / m
        grads["dW1"] += np.outer(d1, X[:, i]) / m
        grads["db3"] += d3.reshape(-1, 1) / m
        grads["db2"] += d2.reshape(-1, 1) / m
        grads["db1"] += d1.reshape(-1, 1) / m
    return grads
