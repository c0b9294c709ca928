# wrong: a failed trial gets the error 1 @ 7
def random_search(n, space, evaluate, rng):
    trials, errors = [], []
    for _ in range(n):
        trials.append(sample_trial(space, rng))
        e = evaluate(trials[-1])
        errors.append(1.0 if e != e else e)
    return trials[int(np.argmin(errors))], np.array(errors)
