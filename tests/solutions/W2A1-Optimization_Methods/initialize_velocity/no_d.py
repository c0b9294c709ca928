# wrong: keys without d
import numpy as np


def initialize_velocity(parameters):

    return {k: np.zeros_like(p) for k, p in parameters.items()}
