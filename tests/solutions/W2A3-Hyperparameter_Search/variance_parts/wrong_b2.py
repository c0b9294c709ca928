# wrong: within/s not subtracted @ 5
def variance_parts(errors):
    s = errors.shape[1]
    within = np.mean(np.var(errors, axis=1, ddof=1))
    between = np.var(np.mean(errors, axis=1), ddof=1)
    return max(0, between), within
