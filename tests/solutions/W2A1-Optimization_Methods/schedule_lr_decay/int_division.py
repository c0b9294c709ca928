# right
import numpy as np


def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):

    n = int(epoch_num / time_interval)
    return learning_rate0 * (1 / (1 + n * decay_rate))
