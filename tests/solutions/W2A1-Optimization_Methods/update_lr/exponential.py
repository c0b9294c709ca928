# wrong: exponential decay @ 6
import numpy as np


def update_lr(learning_rate0, epoch_num, decay_rate):
    return learning_rate0 * decay_rate ** epoch_num
