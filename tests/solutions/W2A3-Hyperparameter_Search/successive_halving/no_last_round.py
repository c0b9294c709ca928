# wrong: the winner is not trained in a round of its own @ 4
def successive_halving(trials, train_more, eta):
    rounds, goal, done = [], 1, 0
    while len(trials) > 1:
        errors = [train_more(t, goal - done) for t in trials]
        rounds.append(trials)
        order = np.argsort(errors)
        trials = [trials[i] for i in order[: max(1, len(trials) // eta)]]
        done, goal = goal, goal * eta
    return trials[0], rounds
