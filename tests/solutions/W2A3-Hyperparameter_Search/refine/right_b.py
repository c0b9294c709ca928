# right
def refine(space, best, factor):
    new = {}
    for name, (kind, low, high) in space.items():
        if kind == "linear":
            half = (high - low) / factor / 2
            a, b = best[name] - half, best[name] + half
        else:
            half = np.log(high / low) / factor / 2
            a, b = best[name] * np.exp(-half), best[name] * np.exp(half)
        new[name] = (kind, max(low, a), min(high, b))
    return new
