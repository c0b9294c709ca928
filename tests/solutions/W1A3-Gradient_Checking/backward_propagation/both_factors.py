# wrong: returns both factors, not their product @ 8
from utils.activations import sigmoid


def backward_propagation(x, theta):
    dJ_dz = sigmoid(theta * x)
    dz_dtheta = x
    return dJ_dz, dz_dtheta
