# right
def best_so_far(errors):
    return np.fmin.accumulate(errors)
