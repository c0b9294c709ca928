# wrong: takes the remainder % instead of the whole quotient // @ 3
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    intervals = epoch_num % time_interval
    return learning_rate0 / (1 + decay_rate * intervals)
