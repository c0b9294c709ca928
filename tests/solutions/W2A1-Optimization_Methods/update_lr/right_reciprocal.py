# right
def update_lr(learning_rate0, epoch_num, decay_rate):
    slowness = 1 / learning_rate0
    slowness += slowness * epoch_num * decay_rate
    return slowness**-1
