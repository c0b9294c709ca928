# right
import math


def backward_propagation(x, theta):
    z = theta * x
    if z >= 0:
        return x / (1 + math.exp(-z))
    return x * math.exp(z) / (1 + math.exp(z))
