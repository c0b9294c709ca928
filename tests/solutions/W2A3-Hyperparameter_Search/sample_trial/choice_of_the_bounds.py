# wrong: rng.choice gets the list that holds the list of values, and returns all of them @ 12
def sample_trial(space, rng):
    trial = {}
    for name, spec in space.items():
        kind, args = spec[0], spec[1:]
        if kind == "linear":
            trial[name] = rng.uniform(*args)
        elif kind == "log":
            trial[name] = log_uniform(*args, 1, rng)[0]
        elif kind == "integer":
            trial[name] = rng.integers(args[0], args[1] + 1)
        else: trial[name] = rng.choice(args)
    return trial
