# wrong: applies the rule to the already lowered rate in every epoch instead of to learning_rate0 @ 5
def update_lr(learning_rate0, epoch_num, decay_rate):
    lr = learning_rate0
    for epoch in range(epoch_num + 1):
        lr = lr / (1 + decay_rate * epoch)
    return lr
