# right
def update_lr(learning_rate0, epoch_num, decay_rate):
    factor = 1 / (1 + decay_rate * epoch_num)
    return factor * learning_rate0
