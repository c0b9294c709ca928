# wrong: a dict with the errors as keys holds only one of the trials with equal errors @ 9
def successive_halving(trials, train_more, eta):
    alive, rounds, had, total = list(trials), [], 0, 1
    while True:
        rounds.append(alive)
        e = [train_more(t, total - had) for t in alive]
        if len(alive) == 1:
            return alive[0], rounds
        by_error = dict(zip(e, alive))
        alive = [by_error[x] for x in sorted(by_error)[: max(1, len(alive) // eta)]]
        had, total = total, total * eta
