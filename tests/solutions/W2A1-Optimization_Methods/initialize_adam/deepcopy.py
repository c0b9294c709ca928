# right
import numpy as np
import copy


def initialize_adam(parameters):

    v = {}
    for k, p in parameters.items():
        v["d" + k] = np.full(np.shape(p), 0.0)
    s = copy.deepcopy(v)
    return v, s
