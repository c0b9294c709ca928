# right
import numpy as np


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    out_p, out_v = {}, {}
    for name in parameters:
        old = v["d" + name]
        out_v["d" + name] = old + (1 - beta) * (grads["d" + name] - old)
        out_p[name] = parameters[name] - learning_rate * out_v["d" + name]
    return out_p, out_v
