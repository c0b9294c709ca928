# right
import numpy as np


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):

    new_p = {}
    new_s = {}
    for l in range(1, len(parameters) // 2 + 1):
        dW, db = grads["dW" + str(l)], grads["db" + str(l)]
        sW = beta * s["dW" + str(l)] + (1 - beta) * dW ** 2
        sb = beta * s["db" + str(l)] + (1 - beta) * db ** 2
        new_s["dW" + str(l)], new_s["db" + str(l)] = sW, sb
        new_p["W" + str(l)] = parameters["W" + str(l)] - learning_rate * dW / (np.sqrt(sW) + epsilon)
        new_p["b" + str(l)] = parameters["b" + str(l)] - learning_rate * db / (np.sqrt(sb) + epsilon)
    return new_p, new_s
