# wrong: nanargmin fails if all failed @ 5
def random_search(n, space, evaluate, rng):
    trials = [sample_trial(space, rng) for _ in range(n)]
    errors = np.array([evaluate(trial) for trial in trials])
    return trials[np.nanargmin(errors)], errors
