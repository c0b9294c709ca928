# wrong: eta epochs more each round, not eta times as many @ 14
def successive_halving(trials, train_more, eta):
    alive = list(trials)
    rounds = []
    already = 0
    target = 1
    while True:
        rounds.append(alive)
        errors = np.array([train_more(trial, target - already) for trial in alive])
        if len(alive) == 1:
            break
        best = np.argsort(errors)[: max(len(alive) // eta, 1)]
        alive = [alive[b] for b in best]
        already, target = target, target + eta
    return alive[0], rounds
