# right
def refine(space, best, factor):
    new = dict(space)
    for name in space:
        kind, low, high = space[name]
        to, back = (np.log, np.exp) if kind == "log" else (float, float)
        half = (to(high) - to(low)) / factor / 2
        a, b = to(best[name]) - half, to(best[name]) + half
        new[name] = (kind, float(np.clip(back(a), low, high)), float(np.clip(back(b), low, high)))
    return new
