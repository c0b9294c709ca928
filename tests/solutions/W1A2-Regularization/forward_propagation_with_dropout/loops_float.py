# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def forward_propagation_with_dropout(X, parameters, rng, keep_prob):

    L = number_of_layers(parameters)
    cache = {"A0": X.copy()}
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        b = parameters["b" + str(l)]
        Z = np.matmul(W, cache["A" + str(l - 1)]) + b
        cache["W" + str(l)] = W
        cache["b" + str(l)] = b
        cache["Z" + str(l)] = Z
        if l < L:
            D = np.zeros(Z.shape)
            A = np.zeros(Z.shape)
            for i in range(Z.shape[0]):
                for j in range(Z.shape[1]):
                    if rng.random() <= keep_prob:
                        D[i, j] = 1
                        A[i, j] = max(0, Z[i, j]) / keep_prob
            cache["D" + str(l)] = D
            cache["A" + str(l)] = A
    return Z, cache
