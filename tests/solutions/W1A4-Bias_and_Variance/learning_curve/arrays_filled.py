# right
import numpy as np


def learning_curve(X, Y, X_dev, Y_dev, sizes, fit, error):
    train_errors = np.zeros(len(sizes))
    dev_errors = np.zeros(len(sizes))
    for i, m in enumerate(sizes):
        X_m, Y_m = X[:, :m], Y[:, :m]
        model = fit(X_m, Y_m)
        train_errors[i] = error(model, X_m, Y_m)
        dev_errors[i] = error(model, X_dev, Y_dev)
    return train_errors, dev_errors
