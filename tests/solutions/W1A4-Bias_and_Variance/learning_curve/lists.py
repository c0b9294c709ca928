# wrong: lists instead of arrays @ 8
def learning_curve(X, Y, X_dev, Y_dev, sizes, fit, error):
    train_errors, dev_errors = [], []
    for m in sizes:
        model = fit(X[:, :m], Y[:, :m])
        train_errors.append(error(model, X[:, :m], Y[:, :m]))
        dev_errors.append(error(model, X_dev, Y_dev))
    return train_errors, dev_errors
