# wrong: each if stands by itself, so the else takes all that is no integer for a choice @ 10
def sample_trial(space, rng):
    trial = {}
    for name, spec in space.items():
        kind, values = spec[0], spec[1:]
        if kind == "linear":
            trial[name] = float(rng.uniform(values[0], values[1]))
        if kind == "log":
            trial[name] = float(np.exp(rng.uniform(np.log(values[0]), np.log(values[1]))))
        if kind == "integer":
            trial[name] = int(rng.integers(values[0], values[1], endpoint=True))
        else:
            trial[name] = values[0]
    return trial
