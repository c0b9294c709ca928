# wrong: calls the functions for one weight @ 19
import numpy as np


def forward_propagation(x, theta):
    z = theta * x
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    differences = {}
    for key in parameters:
        num = np.zeros(parameters[key].shape)
        for i in np.ndindex(num.shape):
            plus = {k: v.astype(float) for k, v in parameters.items()}
            minus = {k: v.astype(float) for k, v in parameters.items()}
            plus[key][i] += epsilon
            minus[key][i] -= epsilon
            num[i] = (forward_propagation(X, plus) - forward_propagation(X, minus)) / (2 * epsilon)
        ana = gradients["d" + key]
        differences["d" + key] = np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana))
    return max(differences.values()), differences
