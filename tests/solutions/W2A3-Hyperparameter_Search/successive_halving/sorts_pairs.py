# wrong: sorts pairs of an error and a trial, and compares the trials when errors are equal @ 6
def successive_halving(trials, train_more, eta):
    current, rounds, done, total = trials[:], [], 0, 1
    while True:
        rounds.append(current)
        scored = sorted((train_more(t, total - done), t) for t in current)
        if len(current) == 1:
            return current[0], rounds
        done, total = total, total * eta
        current = [t for _, t in scored[: max(1, len(scored) // eta)]]
