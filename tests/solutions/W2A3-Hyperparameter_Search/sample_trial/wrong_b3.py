# wrong: integer rounded from uniform, so ends half as likely @ 10
def sample_trial(space, rng):
    trial = {}
    for name, scale in space.items():
        if scale[0] == "linear":
            trial[name] = rng.uniform(scale[1], scale[2])
        elif scale[0] == "log":
            trial[name] = log_uniform(scale[1], scale[2], 1, rng)[0]
        elif scale[0] == "integer":
            trial[name] = round(rng.uniform(scale[1], scale[2]))
        else:
            trial[name] = scale[1][rng.integers(len(scale[1]))]
    return trial
