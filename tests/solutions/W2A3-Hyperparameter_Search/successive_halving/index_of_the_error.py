# wrong: index finds the first of equal errors each time, so one trial is kept several times @ 10
def successive_halving(trials, train_more, eta):
    alive, rounds, had, total = list(trials), [], 0, 1
    while True:
        rounds.append(alive)
        e = [train_more(t, total - had) for t in alive]
        if len(alive) == 1:
            return alive[0], rounds
        lowest = sorted(e)[: max(1, len(alive) // eta)]
        alive = [alive[e.index(x)] for x in lowest]
        had, total = total, total * eta
