# right
import numpy as np


def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):

    intervals = 0
    while epoch_num >= time_interval:
        epoch_num -= time_interval
        intervals += 1
    return 1 / (1 + decay_rate * intervals) * learning_rate0
