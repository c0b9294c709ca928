# wrong: ddof=1 stands in the variance over the seeds, not in that over the settings @ 5
def variance_parts(errors):
    settings, s = errors.shape
    within = np.var(errors, axis=1, ddof=1).mean()
    between = np.var(errors.mean(axis=1)) - within / s
    if between < 0:
        between = 0.0
    return between, within
