# wrong: variance measured from train to dev @ 3
def diagnose(optimal, train, train_dev, dev):
    return train - optimal, dev - train, dev - train_dev
