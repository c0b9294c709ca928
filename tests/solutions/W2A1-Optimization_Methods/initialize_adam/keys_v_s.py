# wrong: keys vdW1 and sdW1 @ 7, 8
import numpy as np


def initialize_adam(parameters):

    v = {"vd" + k: np.zeros_like(p) for k, p in parameters.items()}
    s = {"sd" + k: np.zeros_like(p) for k, p in parameters.items()}
    return v, s
