# right
import numpy as np


def initialize_adam(parameters):

    def zeros():
        return {"d" + k: np.zeros(p.shape) for k, p in parameters.items()}
    return zeros(), zeros()
