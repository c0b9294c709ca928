# right
def sample_trial(space, rng):
    draw = {
        "linear": lambda low, high: float(rng.uniform(low, high)),
        "log": lambda low, high: float(np.exp(rng.uniform(np.log(low), np.log(high)))),
        "integer": lambda low, high: int(rng.integers(low, high, endpoint=True)),
        "choice": lambda values: values[rng.integers(len(values))],
    }
    return {name: draw[scale[0]](*scale[1:]) for name, scale in space.items()}
