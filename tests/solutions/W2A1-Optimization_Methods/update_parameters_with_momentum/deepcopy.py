# right
import numpy as np
import copy


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    p = copy.deepcopy(parameters)
    vel = copy.deepcopy(v)
    for key in vel:
        vel[key] *= beta
        vel[key] += (1 - beta) * grads[key]
        p[key[1:]] -= learning_rate * vel[key]
    return (p, vel)
