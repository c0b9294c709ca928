# wrong: puts the survivors into the list that was passed in @ 10
def successive_halving(trials, train_more, eta):
    rounds, more = [], 1
    while True:
        rounds.append(list(trials))
        errors = [train_more(t, more) for t in trials]
        if len(trials) == 1:
            return trials[0], rounds
        keep = sorted(range(len(trials)), key=lambda i: errors[i])[: max(1, len(trials) // eta)]
        trials[:] = [trials[i] for i in keep]
        more = (eta - 1) * eta ** (len(rounds) - 1)
