# wrong: rng.choice makes an array of the list, in which 16 beside a string becomes "16" @ 7
def sample_trial(space, rng):
    draw = {
        "linear": lambda low, high: float(rng.uniform(low, high)),
        "log": lambda low, high: float(np.exp(rng.uniform(np.log(low), np.log(high)))),
        "integer": lambda low, high: int(rng.integers(low, high, endpoint=True)),
        "choice": lambda values: rng.choice(values),
    }
    return {name: draw[scale[0]](*scale[1:]) for name, scale in space.items()}
