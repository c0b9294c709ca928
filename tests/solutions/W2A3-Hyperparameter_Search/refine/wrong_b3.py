# wrong: shifts the range inside instead of cutting @ 11
def refine(space, best, factor):
    new = {}
    for name, (kind, low, high) in space.items():
        if kind == "linear":
            half = (high - low) / factor / 2
            a, b = best[name] - half, best[name] + half
        else:
            half = np.log(high / low) / factor / 2
            a, b = best[name] * np.exp(-half), best[name] * np.exp(half)
        if kind == 'linear':
            a, b = (low, low + 2 * half) if a < low else (a, b)
            a, b = (high - 2 * half, high) if b > high else (a, b)
        else:
            a, b = (low, low * np.exp(2 * half)) if a < low else (a, b)
            a, b = (high * np.exp(-2 * half), high) if b > high else (a, b)
        new[name] = (kind, a, b)
    return new
