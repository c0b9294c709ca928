# right
import numpy as np


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    L = len(parameters) // 2

    def cost(p):
        A = X
        for l in range(1, L + 1):
            Z = np.dot(p["W" + str(l)], A) + p["b" + str(l)]
            A = np.maximum(0, Z)
        return np.mean(np.logaddexp(0, Z) - Y * Z)

    num = {}
    for key in parameters:
        base = parameters[key] * 1.0
        slope = np.zeros_like(base)
        for k in range(base.size):
            e = np.zeros(base.size)
            e[k] = epsilon
            e = e.reshape(base.shape)
            slope.flat[k] = (cost({**parameters, key: base + e}) - cost({**parameters, key: base - e})) / (2 * epsilon)
        num["d" + key] = slope

    def length(vectors):
        return sum((v**2).sum() for v in vectors) ** 0.5

    def diff(keys):
        return length([num[k] - gradients[k] for k in keys]) / (
            length([num[k] for k in keys]) + length([gradients[k] for k in keys])
        )

    return diff(list(gradients)), {k: diff([k]) for k in gradients}
