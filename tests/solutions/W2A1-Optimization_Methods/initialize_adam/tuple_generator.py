# right
import numpy as np


def initialize_adam(parameters):

    return tuple({f"d{k}": p - p for k, p in parameters.items()} for _ in range(2))
