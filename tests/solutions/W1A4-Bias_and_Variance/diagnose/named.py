# right
def diagnose(optimal, train, train_dev, dev):
    avoidable_bias = train - optimal
    variance = train_dev - train
    mismatch = dev - train_dev
    return avoidable_bias, variance, mismatch
