# right
def successive_halving(trials, train_more, eta):
    alive, rounds, had, total = list(trials), [], 0, 1
    while True:
        rounds.append(alive)
        e = [train_more(t, total - had) for t in alive]
        if len(alive) == 1:
            return alive[0], rounds
        order = sorted(range(len(alive)), key=lambda i: (e[i], -i))
        alive = [alive[i] for i in order[: max(1, len(alive) // eta)]]
        had, total = total, total * eta
