# wrong: takes rows instead of columns @ 6
def learning_curve(X, Y, X_dev, Y_dev, sizes, fit, error):
    train_errors = []
    dev_errors = []
    for s in sizes:
        X_s = X[:s]
        Y_s = Y[:, :s]
        model = fit(X_s, Y_s)
        train_errors.append(error(model, X_s, Y_s))
        dev_errors.append(error(model, X_dev, Y_dev))
    return np.array(train_errors), np.array(dev_errors)
