# right
def successive_halving(trials, train_more, eta):
    def round_of(left, done, goal):
        scored = [(train_more(trial, goal - done), trial) for trial in left]
        if len(left) == 1:
            return left[0], [left]
        scored.sort(key=lambda pair: pair[0])
        kept = [trial for _, trial in scored[: max(len(left) // eta, 1)]]
        winner, later = round_of(kept, goal, goal * eta)
        return winner, [left] + later

    return round_of(list(trials), 0, 1)
