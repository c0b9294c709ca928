# wrong: numbers 0 instead of arrays @ 7
import numpy as np


def initialize_velocity(parameters):

    return {"d" + k: 0.0 for k in parameters}
