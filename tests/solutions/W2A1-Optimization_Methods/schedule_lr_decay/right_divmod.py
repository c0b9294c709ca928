# right
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    times_fallen, _ = divmod(epoch_num, time_interval)
    return learning_rate0 * (1 + decay_rate * times_fallen) ** -1.0
