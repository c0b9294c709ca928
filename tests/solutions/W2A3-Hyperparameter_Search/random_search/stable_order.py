# right
def random_search(n, space, evaluate, rng):
    trials = [sample_trial(space, rng) for _ in range(n)]
    errors = np.array([evaluate(t) for t in trials])
    order = np.argsort(errors, kind="stable")
    return (None if np.isnan(errors[order[0]]) else trials[order[0]]), errors
