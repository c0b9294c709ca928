# wrong: bias is the whole training error, optimal not subtracted @ 3
def diagnose(optimal, train, train_dev, dev):
    return train, train_dev - train, dev - train_dev
