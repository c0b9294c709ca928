# wrong: each error is compared with a minimum that contains it, so the first trial stays the best @ 8
def random_search(n, space, evaluate, rng):
    errors = np.full(n, np.inf)
    best = None
    for i in range(n):
        trial = sample_trial(space, rng)
        errors[i] = evaluate(trial)
        if best is None or errors[i] < errors.min():
            best = trial
    return best, errors
