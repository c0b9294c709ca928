# wrong: nobody survives if there are fewer than eta trials, and the last round has no trial @ 9
def successive_halving(trials, train_more, eta):
    current, rounds, epochs, trained = trials, [], 1, 0
    while len(current) > 1:
        errors = [train_more(t, epochs - trained) for t in current]
        rounds.append(current)
        trained = epochs
        epochs *= eta
        current = [current[i] for i in np.argsort(errors)[: len(current) // eta]]
    train_more(current[0], epochs - trained)
    rounds.append(current)
    return current[0], rounds
