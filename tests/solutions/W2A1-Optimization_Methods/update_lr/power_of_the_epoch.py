# wrong: raises 1 + decay_rate to the power of the epoch (exponential decay) @ 3
def update_lr(learning_rate0, epoch_num, decay_rate):
    factor = (1 + decay_rate) ** epoch_num
    return learning_rate0 / factor
