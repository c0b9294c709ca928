# wrong: 1 + decay_rate is multiplied by the epoch, instead of decay_rate alone @ 6
import numpy as np


def update_lr(learning_rate0, epoch_num, decay_rate):
    return learning_rate0 / ((1 + decay_rate) * epoch_num)
