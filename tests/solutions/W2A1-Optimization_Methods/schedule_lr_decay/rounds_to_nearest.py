# wrong: rounds to the nearest whole number instead of down @ 4
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    quotient = epoch_num / time_interval
    steps = np.round(quotient)
    denominator = 1 + decay_rate * steps
    return learning_rate0 / denominator
