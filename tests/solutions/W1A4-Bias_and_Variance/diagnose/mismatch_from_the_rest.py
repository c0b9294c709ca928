# right
def diagnose(optimal, train, train_dev, dev):
    bias = train - optimal
    variance = train_dev - train
    return bias, variance, (dev - optimal) - bias - variance
