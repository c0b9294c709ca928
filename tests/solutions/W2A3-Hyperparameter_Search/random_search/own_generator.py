# wrong: a generator of its own, so every search draws the same trials @ 6
import numpy as np


def random_search(n, space, evaluate, rng):
    rng = np.random.default_rng(42)
    trials = [sample_trial(space, rng) for _ in range(n)]
    errors = np.array([evaluate(trial) for trial in trials])
    good = [i for i in range(n) if not np.isnan(errors[i])]
    best = trials[min(good, key=lambda i: errors[i])] if good else None
    return best, errors
