# wrong: of equal errors at the limit, all are kept @ 10
def successive_halving(trials, train_more, eta):
    alive, rounds, had, total = list(trials), [], 0, 1
    while True:
        rounds.append(alive)
        e = [train_more(t, total - had) for t in alive]
        if len(alive) == 1:
            return alive[0], rounds
        cut = sorted(e)[max(1, len(alive) // eta) - 1]
        alive = [t for t, x in zip(alive, e) if x <= cut]
        had, total = total, total * eta
