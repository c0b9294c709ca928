# wrong: sigmoid of theta, not of theta x @ 6
from utils.activations import sigmoid


def backward_propagation(x, theta):
    return x * sigmoid(theta)
