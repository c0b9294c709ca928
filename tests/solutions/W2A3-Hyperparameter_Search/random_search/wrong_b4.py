# wrong: last of equals @ 10
def random_search(n, space, evaluate, rng):
    best = None
    best_error = np.inf
    errors = []
    for _ in range(n):
        trial = sample_trial(space, rng)
        error = evaluate(trial)
        errors.append(error)
        if error <= best_error:
            best, best_error = trial, error
    return best, np.array(errors)
