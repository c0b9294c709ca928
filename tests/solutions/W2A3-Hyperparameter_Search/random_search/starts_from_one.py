# wrong: the lowest error starts from 1, so no trial wins if all errors are larger @ 3
def random_search(n, space, evaluate, rng):
    best, lowest, errors = None, 1.0, np.empty(n)
    for i in range(n):
        t = sample_trial(space, rng)
        errors[i] = evaluate(t)
        if errors[i] < lowest:
            best, lowest = t, errors[i]
    return best, errors
