# wrong: last single trial not trained @ 7
def successive_halving(trials, train_more, eta):
    current = list(trials)
    rounds = []
    epochs = 1
    had = 0
    while len(current) > 1:
        errors = [train_more(trial, epochs - had) for trial in current]
        rounds.append(current)
        keep = max(1, len(current) // eta)
        order = np.argsort(errors)
        current = [current[i] for i in order[:keep]]
        had = epochs
        epochs = epochs * eta
    rounds.append(current)
    return current[0], rounds
