# wrong: leaves NaN out, so shorter @ 3
def best_so_far(errors):
    return np.minimum.accumulate(errors[~np.isnan(errors)])
