# wrong: all trials are one and the same dict @ 7
def grid(space, k):
    u = (np.arange(k) + 0.5) / k
    trial, out = {}, []
    axes = [lo + u * (hi - lo) if s == "linear" else lo * (hi / lo) ** u for s, lo, hi in space.values()]
    for p in itertools.product(*axes):
        trial.update(zip(space, p))
        out.append(trial)
    return out
