# wrong: on a log scale it divides and multiplies by the factor itself @ 6
def refine(space, best, factor):
    new = {}
    for name, (kind, low, high) in space.items():
        if kind == "log":
            lo, hi = best[name] / factor, best[name] * factor
        else:
            width = (high - low) / factor
            lo, hi = best[name] - width / 2, best[name] + width / 2
        new[name] = (kind, max(lo, low), min(hi, high))
    return new
