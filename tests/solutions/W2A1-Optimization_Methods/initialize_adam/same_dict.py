# wrong: v and s are one dict @ 7
import numpy as np


def initialize_adam(parameters):

    v = s = {"d" + k: np.zeros_like(p) for k, p in parameters.items()}
    return v, s
