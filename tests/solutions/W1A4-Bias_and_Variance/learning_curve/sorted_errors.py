# wrong: sorts the errors @ 7
def learning_curve(X, Y, X_dev, Y_dev, sizes, fit, error):
    t, d = {}, {}
    for s in sizes:
        f = fit(X[:, :s], Y[:, :s])
        t[s], d[s] = error(f, X[:, :s], Y[:, :s]), error(f, X_dev, Y_dev)
    return np.array(sorted(t.values())), np.array(sorted(d.values()))
