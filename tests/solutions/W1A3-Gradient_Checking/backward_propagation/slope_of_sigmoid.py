# wrong: the slope of a, not of J @ 7
from utils.activations import sigmoid


def backward_propagation(x, theta):
    a = sigmoid(theta * x)
    return a * (1 - a) * x
