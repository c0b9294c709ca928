# wrong: prints the learning rate instead of returning it @ 4
def update_lr(learning_rate0, epoch_num, decay_rate):
    learning_rate = learning_rate0 / (1 + decay_rate * epoch_num)
    print(learning_rate)
