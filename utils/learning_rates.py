"""How the learning rate falls from epoch to epoch."""


def update_lr(learning_rate0, epoch_num, decay_rate):
    """The learning rate of an epoch that falls at every epoch: learning_rate0 / (1 + decay_rate * epoch_num).

    epoch_num: 0, 1, ....  decay_rate: 0 or more; at 1, epoch 1 has half of the rate.
    """
    return learning_rate0 / (1 + decay_rate * epoch_num)


def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    """One that falls every time_interval epochs: learning_rate0 / (1 + decay_rate * floor(epoch_num / time_interval)).

    epoch_num: 0, 1, ....  decay_rate: 0 or more.  time_interval: in epochs, 1 or more.
    """
    return learning_rate0 / (1 + decay_rate * (epoch_num // time_interval))
