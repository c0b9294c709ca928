# wrong: trains for all the epochs of the round again, not only for those still missing @ 8
def successive_halving(trials, train_more, eta):
    current = list(trials)
    rounds = []
    epochs = 1
    had = 0
    while True:
        errors = [train_more(trial, epochs) for trial in current]
        rounds.append(current)
        if len(current) == 1:
            return current[0], rounds
        keep = max(1, len(current) // eta)
        order = np.argsort(errors)
        current = [current[i] for i in order[:keep]]
        had = epochs
        epochs = epochs * eta
