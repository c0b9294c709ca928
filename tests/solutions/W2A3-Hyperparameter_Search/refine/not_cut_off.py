# wrong: the new range is not cut off at the old one @ 7, 10
def refine(space, best, factor):
    new = {}
    for name, (kind, low, high) in space.items():
        if kind == "log":
            r = np.sqrt((high / low) ** (1 / factor))
            new[name] = (kind, best[name] / r, best[name] * r)
        else:
            r = (high - low) / factor / 2
            new[name] = (kind, best[name] - r, best[name] + r)
    return new
