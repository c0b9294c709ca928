# right
from utils.activations import sigmoid


def backward_propagation(x, theta):
    return x * (1 - sigmoid(-theta * x))
