# wrong: closes the bracket before the epoch, so the quotient is multiplied by the epoch @ 3
def update_lr(learning_rate0, epoch_num, decay_rate):
    return learning_rate0 / (1 + decay_rate) * epoch_num
