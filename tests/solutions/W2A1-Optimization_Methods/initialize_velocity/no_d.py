# wrong: keys without d @ 7
import numpy as np


def initialize_velocity(parameters):

    return {k: np.zeros_like(p) for k, p in parameters.items()}
