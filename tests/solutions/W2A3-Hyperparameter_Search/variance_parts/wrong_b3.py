# wrong: ddof=1 forgotten @ 4
def variance_parts(errors):
    s = errors.shape[1]
    within = np.mean(np.var(errors, axis=1))
    between = np.var(np.mean(errors, axis=1), ddof=0) - within / s
    return max(0, between), within
