# wrong: the mismatch is measured from train to dev @ 5
def diagnose(optimal, train, train_dev, dev):
    bias = train - optimal
    variance = train_dev - train
    mismatch = dev - train
    return bias, variance, mismatch
