# right
import numpy as np


def learning_curve(X, Y, X_dev, Y_dev, sizes, fit, error):
    pairs = []
    for m in sizes:
        model = fit(X[:, 0:m], Y[:, 0:m])
        pairs.append((error(model, X[:, 0:m], Y[:, 0:m]), error(model, X_dev, Y_dev)))
    return tuple(np.array(pairs).T)
