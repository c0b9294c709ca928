def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    """A learning rate that falls every time_interval epochs:

        learning_rate0 / (1 + decay_rate * floor(epoch_num / time_interval))

    learning_rate0: the learning rate of epoch 0.
    epoch_num: the number of the epoch: 0, 1, 2, ....
    decay_rate: how fast the rate falls, 0 or more.
    time_interval: for how many epochs the rate stays the same, 1 or more.
    Returns a number.
    """
    return learning_rate0 / (1 + decay_rate * (epoch_num // time_interval))
