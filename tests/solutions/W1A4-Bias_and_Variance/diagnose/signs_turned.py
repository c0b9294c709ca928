# wrong: signs turned round @ 3
def diagnose(optimal, train, train_dev, dev):
    return optimal - train, train - train_dev, train_dev - dev
