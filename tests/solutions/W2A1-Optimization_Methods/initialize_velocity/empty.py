# wrong: np.empty_like
import numpy as np


def initialize_velocity(parameters):

    return {"d" + k: np.empty_like(p) for k, p in parameters.items()}
