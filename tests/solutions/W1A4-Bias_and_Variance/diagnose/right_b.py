# right
def diagnose(optimal, train, train_dev, dev):
    return train - optimal, train_dev - train, dev - train_dev
