# wrong: minimum of the earlier trials, without the current @ 5
def best_so_far(errors):
    curve = [errors[0]]
    for i in range(1, len(errors)):
        curve.append(np.nanmin(errors[:i]))
    return np.array(curve)
