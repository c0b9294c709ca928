# wrong: removes the losers from the list that was passed in @ 12
def successive_halving(trials, train_more, eta):
    rounds = []
    done, goal = 0, 1
    while True:
        scores = {t: train_more(t, goal - done) for t in trials}
        rounds.append(list(trials))
        if len(trials) == 1:
            return trials[0], rounds
        ranked = sorted(scores, key=scores.get)
        for loser in ranked[max(1, len(trials) // eta):]:
            trials.remove(loser)
        done = goal
        goal *= eta
