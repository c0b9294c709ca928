# wrong: within is the variance over all numbers @ 4
def variance_parts(errors):
    s = errors.shape[1]
    within = np.var(errors, ddof=1)
    between = np.var(np.mean(errors, axis=1), ddof=1) - within / s
    return max(0, between), within
