# wrong: divided by the number of settings @ 3
def variance_parts(errors):
    s = errors.shape[0]
    within = np.mean(np.var(errors, axis=1, ddof=1))
    between = np.var(np.mean(errors, axis=1), ddof=1) - within / s
    return max(0, between), within
