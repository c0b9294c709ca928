# right
def random_search(n, space, evaluate, rng):
    trials = [sample_trial(space, rng) for _ in range(n)]
    errors = np.array([evaluate(t) for t in trials])
    if np.all(np.isnan(errors)):
        return None, errors
    return trials[np.nanargmin(errors)], errors
