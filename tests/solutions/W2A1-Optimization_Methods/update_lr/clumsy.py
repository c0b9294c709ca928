# right
import numpy as np


def update_lr(learning_rate0, epoch_num, decay_rate):

    bottom = 1.0
    for _ in range(epoch_num):
        bottom += decay_rate
    lr = learning_rate0 / bottom
    return lr
