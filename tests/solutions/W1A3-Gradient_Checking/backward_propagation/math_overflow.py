# wrong: OverflowError for very negative z @ 6
import math


def backward_propagation(x, theta):
    return x / (1 + math.exp(-theta * x))
