# wrong: variance measured up to dev @ 3
def diagnose(optimal, train, train_dev, dev):
    variance = dev - train
    return train - optimal, variance, dev - train_dev
