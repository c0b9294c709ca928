# wrong: all calls fill one and the same dict, so earlier trials change with the last @ 2, 7, 8
drawn = {}


def sample_trial(space, rng):
    """Draws into the same dict again."""
    trial = drawn
    trial.clear()
    for name, (kind, *values) in space.items():
        if kind == "linear":
            trial[name] = rng.uniform(values[0], values[1])
        elif kind == "log":
            trial[name] = log_uniform(values[0], values[1], 1, rng)[0]
        elif kind == "integer":
            trial[name] = rng.integers(values[0], values[1] + 1)
        else:
            trial[name] = values[0][rng.integers(len(values[0]))]
    return trial
