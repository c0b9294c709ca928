# wrong: s of ones, against division by zero @ 8
import numpy as np


def initialize_adam(parameters):

    v = {"d" + k: np.zeros_like(p) for k, p in parameters.items()}
    s = {"d" + k: np.ones_like(p) for k, p in parameters.items()}
    return v, s
