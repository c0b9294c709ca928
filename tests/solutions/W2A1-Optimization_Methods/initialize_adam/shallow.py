# wrong: s is a shallow copy and shares its arrays @ 8
import numpy as np


def initialize_adam(parameters):

    v = {"d" + k: np.zeros_like(p) for k, p in parameters.items()}
    s = v.copy()
    return v, s
