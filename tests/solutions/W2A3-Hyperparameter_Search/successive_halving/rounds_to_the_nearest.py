# wrong: rounds the number of survivors to the nearest @ 9
def successive_halving(trials, train_more, eta):
    alive, rounds, had, total = list(trials), [], 0, 1
    while True:
        rounds.append(alive)
        e = [train_more(t, total - had) for t in alive]
        if len(alive) == 1:
            return alive[0], rounds
        alive = [alive[i] for i in np.argsort(e)[: max(1, round(len(alive) / eta))]]
        had, total = total, total * eta
