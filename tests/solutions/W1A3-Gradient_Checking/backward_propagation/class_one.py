# wrong: a - 1, as for class 1 @ 7
from utils.activations import sigmoid


def backward_propagation(x, theta):
    a = sigmoid(theta * x)
    return (a - 1) * x
