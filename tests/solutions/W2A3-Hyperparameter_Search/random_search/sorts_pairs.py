# wrong: sorts pairs of an error and a trial, and compares the trials when errors are equal @ 5
def random_search(n, space, evaluate, rng):
    trials = [sample_trial(space, rng) for _ in range(n)]
    errors = np.array([evaluate(t) for t in trials])
    pairs = sorted((e, t) for e, t in zip(errors, trials) if not np.isnan(e))
    return (pairs[0][1] if pairs else None), errors
