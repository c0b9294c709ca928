# right
def variance_parts(errors):
    k, s = errors.shape
    means = errors.sum(axis=1) / s
    within = ((errors - means[:, None]) ** 2).sum() / (k * (s - 1))
    between = ((means - means.mean()) ** 2).sum() / (k - 1) - within / s
    return (between if between > 0 else 0.0), within
