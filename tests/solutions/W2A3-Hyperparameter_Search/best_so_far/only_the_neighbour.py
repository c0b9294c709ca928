# wrong: compares with the error just before, not with the lowest so far @ 5
def best_so_far(errors):
    curve = errors.copy()
    for i in range(1, len(errors)):
        curve[i] = np.nanmin([errors[i - 1], errors[i]])
    return curve
