def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    intervals = np.floor(epoch_num / time_interval)
    return learning_rate0 / (1 + decay_rate * intervals)
