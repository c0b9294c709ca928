# wrong: shrinks towards best keeping its relative place instead of the middle @ 7
def refine(space, best, factor):
    new = {}
    for name, (kind, low, high) in space.items():
        x = best[name]
        if kind == "linear":
            new[name] = (kind, x - (x - low) / factor, x + (high - x) / factor)
        else:
            new[name] = (kind, x * (low / x) ** (1 / factor), x * (high / x) ** (1 / factor))
    return new
