# wrong: one draw places all hyperparameters, so they rise together @ 3
def sample_trial(space, rng):
    u, trial = rng.random(), {}
    for name, (kind, *b) in space.items():
        if kind == "linear":
            trial[name] = b[0] + u * (b[1] - b[0])
        elif kind == "log":
            trial[name] = b[0] * (b[1] / b[0]) ** u
        elif kind == "integer":
            trial[name] = int(b[0] + u * (b[1] - b[0] + 1))
        else:
            trial[name] = b[0][int(u * len(b[0]))]
    return trial
