# right
import numpy as np


def initialize_velocity(parameters):

    v = dict()
    for name in parameters.keys():
        v[f"d{name}"] = parameters[name] * 0.0
    return v
