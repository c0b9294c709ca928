# wrong: nobody survives if there are fewer than eta trials, and the loop never ends @ 11
def successive_halving(trials, train_more, eta):
    rounds = []
    left = list(trials)
    goal, had = 1, 0
    while len(left) != 1:
        errors = [train_more(trial, goal - had) for trial in left]
        rounds.append(left)
        order = np.argsort(errors)
        goal, had = goal * eta, goal
        left = [left[i] for i in order[: len(left) // eta]]
    train_more(left[0], goal - had)
    rounds.append(left)
    return left[0], rounds
