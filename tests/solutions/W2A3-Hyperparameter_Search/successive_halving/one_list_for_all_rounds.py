# wrong: all rounds are one list, which is changed in place @ 10
def successive_halving(trials, train_more, eta):
    alive, rounds, had, total = list(trials), [], 0, 1
    while True:
        rounds.append(alive)
        e = [train_more(t, total - had) for t in alive]
        if len(alive) == 1:
            return alive[0], rounds
        keep = set(np.argsort(e)[: max(1, len(alive) // eta)].tolist())
        alive[:] = [t for i, t in enumerate(alive) if i in keep]
        had, total = total, total * eta
