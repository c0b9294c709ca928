def update_lr(learning_rate0, epoch_num, decay_rate):
    factor = 1 / (1 + epoch_num * decay_rate)
    return factor * learning_rate0
