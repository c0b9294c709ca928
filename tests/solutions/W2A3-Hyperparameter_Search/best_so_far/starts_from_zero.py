# wrong: the lowest error starts at 0, and no error is below that @ 3
def best_so_far(errors):
    best = 0
    curve = []
    for error in errors:
        if error < best:
            best = error
        curve.append(best)
    return np.array(curve)
