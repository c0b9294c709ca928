# wrong: lowers the rate only in the epochs that are multiples of the interval, then it is back at the start @ 4, 6
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    learning_rate = learning_rate0
    if epoch_num % time_interval == 0:
        learning_rate = learning_rate0 / (1 + decay_rate * (epoch_num // time_interval))
    return learning_rate
