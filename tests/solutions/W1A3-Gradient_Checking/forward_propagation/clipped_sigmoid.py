# wrong: clips the probability, so the cost stops growing @ 8
import numpy as np

from utils.activations import sigmoid


def forward_propagation(x, theta):
    a = np.clip(sigmoid(theta * x), 1e-15, 1 - 1e-15)
    return -np.log(1 - a)
