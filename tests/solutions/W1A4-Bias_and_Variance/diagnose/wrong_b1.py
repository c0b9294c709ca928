# wrong: keeps no sign: abs @ 3
def diagnose(optimal, train, train_dev, dev):
    return abs(train - optimal), abs(train_dev - train), abs(dev - train_dev)
