# right
def backward_propagation_with_regularization(X, Y, cache, lambd):
    slope_of_the_penalty = lambda name: cache[name] * lambd / Y.size * (name[0] == "W")
    plain = backward_propagation(X, Y, cache)
    return dict((k, np.add(plain[k], slope_of_the_penalty(k.removeprefix("d")))) for k in sorted(plain))
