# wrong: prints instead of returning @ 6
import numpy as np


def update_lr(learning_rate0, epoch_num, decay_rate):
    print(learning_rate0 / (1 + decay_rate * epoch_num))
