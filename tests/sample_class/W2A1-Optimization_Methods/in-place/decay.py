def update_lr(learning_rate0, epoch_num, decay_rate):
    """The learning rate of an epoch: learning_rate0 / (1 + decay_rate * epoch_num).

    learning_rate0: the learning rate of epoch 0.
    epoch_num: the number of the epoch: 0, 1, 2, ....
    decay_rate: how fast the rate falls, 0 or more.
    Returns a number.
    """
    return learning_rate0 / (1 + decay_rate * epoch_num)
