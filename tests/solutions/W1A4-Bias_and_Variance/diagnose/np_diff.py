# right
import numpy as np


def diagnose(optimal, train, train_dev, dev):
    return tuple(np.diff([optimal, train, train_dev, dev]))
