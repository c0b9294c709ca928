# wrong: the errors are a list, not an array @ 8
def random_search(n, space, evaluate, rng):
    best, lowest, errors = None, np.inf, []
    for _ in range(n):
        t = sample_trial(space, rng)
        errors.append(evaluate(t))
        best, lowest = (t, errors[-1]) if errors[-1] < lowest else (best, lowest)
    return best, errors
