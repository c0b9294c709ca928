# right
import numpy as np


def learning_curve(X, Y, X_dev, Y_dev, sizes, fit, error):
    parts = [(X[:, np.arange(m)], Y[:, np.arange(m)]) for m in sizes]
    models = [fit(*part) for part in parts]
    train_errors = np.array([error(model, *part) for model, part in zip(models, parts)])
    return train_errors, np.array([error(model, X_dev, Y_dev) for model in models])
