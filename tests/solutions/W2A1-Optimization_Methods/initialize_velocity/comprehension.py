# right
import numpy as np


def initialize_velocity(parameters):

    return {"d" + name: np.zeros_like(value, dtype=float) for name, value in parameters.items()}
