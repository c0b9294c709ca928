# wrong: 1 - a rounds to 0 for large z @ 9
import numpy as np

from utils.activations import sigmoid


def forward_propagation(x, theta):
    a = sigmoid(theta * x)
    return -np.log(1 - a)
