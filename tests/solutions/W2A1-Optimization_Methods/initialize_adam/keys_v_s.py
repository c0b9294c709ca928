# wrong: keys vdW1, sdW1
import numpy as np


def initialize_adam(parameters):

    v = {"vd" + k: np.zeros_like(p) for k, p in parameters.items()}
    s = {"sd" + k: np.zeros_like(p) for k, p in parameters.items()}
    return v, s
