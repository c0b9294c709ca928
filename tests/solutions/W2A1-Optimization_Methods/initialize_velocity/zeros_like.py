# right
import numpy as np


def initialize_velocity(parameters):

    v = {}
    for key in parameters:
        v["d" + key] = np.zeros_like(parameters[key])
    return v
