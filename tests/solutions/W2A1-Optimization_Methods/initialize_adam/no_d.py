# wrong: keys of the parameters @ 7, 8
import numpy as np


def initialize_adam(parameters):

    v = {k: np.zeros_like(p) for k, p in parameters.items()}
    s = {k: np.zeros_like(p) for k, p in parameters.items()}
    return v, s
