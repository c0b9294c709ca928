# wrong: rounds down after multiplying by the decay rate, since * and // go from left to right @ 3
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return learning_rate0 / (1 + decay_rate * epoch_num // time_interval)
