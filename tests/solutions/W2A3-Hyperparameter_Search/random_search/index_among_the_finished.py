# wrong: the index counts the trials that did not fail, and is used on all @ 6
def random_search(n, space, evaluate, rng):
    trials = [sample_trial(space, rng) for _ in range(n)]
    errors = np.array([evaluate(t) for t in trials])
    good = errors[~np.isnan(errors)]
    return (trials[int(np.argmin(good))] if good.size else None), errors
