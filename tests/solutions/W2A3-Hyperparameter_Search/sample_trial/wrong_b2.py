# wrong: log value is an array @ 8
def sample_trial(space, rng):
    trial = {}
    for name, scale in space.items():
        if scale[0] == "linear":
            trial[name] = rng.uniform(scale[1], scale[2])
        elif scale[0] == "log":
            trial[name] = log_uniform(scale[1], scale[2], 1, rng)
        elif scale[0] == "integer":
            trial[name] = int(rng.integers(scale[1], scale[2] + 1))
        else:
            trial[name] = scale[1][rng.integers(len(scale[1]))]
    return trial
