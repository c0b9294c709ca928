# wrong: the optimal error is not subtracted @ 3
def diagnose(optimal, train, train_dev, dev):
    bias = train
    return bias, train_dev - train, dev - train_dev
