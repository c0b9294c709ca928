# wrong: counts the epochs from 1, so that the rate falls one epoch too early @ 3
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    epochs_done = epoch_num + 1
    whole_intervals = epochs_done // time_interval
    return learning_rate0 / (1 + decay_rate * whole_intervals)
