# wrong: the errors of failed trials are left out of the array @ 13
import numpy as np


def random_search(n, space, evaluate, rng):
    errors = []
    best = None
    best_error = np.inf
    for _ in range(n):
        candidate = sample_trial(space, rng)
        err = evaluate(candidate)
        if np.isnan(err):
            continue
        errors.append(err)
        if err < best_error:
            best, best_error = candidate, err
    return best, np.array(errors)
