# wrong: a round records the trials that are left after it, not those that were trained @ 11
def successive_halving(trials, train_more, eta):
    rounds = []
    total, trained = 1, 0
    while True:
        errors = [train_more(t, total - trained) for t in trials]
        if len(trials) == 1:
            return trials[0], rounds
        k = max(1, len(trials) // eta)
        trials = [trials[i] for i in np.argsort(errors)[:k]]
        rounds.append(trials)
        trained, total = total, total * eta
