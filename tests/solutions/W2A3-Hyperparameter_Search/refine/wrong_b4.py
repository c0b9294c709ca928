# wrong: linear on the log scale @ 5
def refine(space, best, factor):
    new = {}
    for name, (kind, low, high) in space.items():
        half = (high - low) / factor / 2
        new[name] = (kind, max(low, best[name] - half), min(high, best[name] + half))
    return new
