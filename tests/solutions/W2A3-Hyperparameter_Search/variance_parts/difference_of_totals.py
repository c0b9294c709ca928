# wrong: takes the total variance less the seed's for that between settings @ 4
def variance_parts(errors):
    within = np.mean(np.var(errors, axis=1, ddof=1))
    between = np.var(errors, ddof=1) - within
    return max(between, 0.0), within
