# right
import numpy as np


def update_lr(learning_rate0, epoch_num, decay_rate):
    denominator = np.add(1, np.multiply(decay_rate, epoch_num))
    return np.divide(learning_rate0, denominator)
