# wrong: min(error, best) returns NaN if the first of the two is NaN @ 6
def best_so_far(errors):
    best = errors[0]
    curve = np.zeros(len(errors))
    for i, error in enumerate(errors):
        best = min(error, best)
        curve[i] = best
    return curve
