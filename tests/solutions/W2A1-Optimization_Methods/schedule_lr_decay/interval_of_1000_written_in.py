# wrong: writes 1000 in place of the time_interval that was passed @ 3
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    k = int(np.floor(epoch_num / 1000))
    return learning_rate0 / (1 + decay_rate * k)
