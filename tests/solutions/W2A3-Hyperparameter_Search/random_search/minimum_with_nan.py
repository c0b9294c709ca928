# wrong: the minimum is NaN once a trial has failed, and nothing is below it @ 8
def random_search(n, space, evaluate, rng):
    best = sample_trial(space, rng)
    errors = [evaluate(best)]
    for _ in range(n - 1):
        t = sample_trial(space, rng)
        e = evaluate(t)
        if e < np.min(errors):
            best = t
        errors.append(e)
    return best, np.array(errors)
