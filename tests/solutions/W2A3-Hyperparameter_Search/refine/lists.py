# right
def refine(space, best, factor):
    out = {}
    for name, (scale, low, high) in space.items():
        x = best[name]
        if scale == "log":
            q = (high / low) ** (0.5 / factor)
            out[name] = [scale, max(low, x / q), min(high, x * q)]
        else:
            half = (high - low) / (2 * factor)
            out[name] = [scale, max(low, x - half), min(high, x + half)]
    return out
