"""successive_halving: train all a little, keep the best, train these longer."""

from graders.checks.probes.searches import facts, halved
from graders.exercise import Case, Exercise
from utils.search import successive_halving


def cases(rng):
    """Numbers that eta divides, and one that it does not, fewer trials than eta, a single trial, and equal errors.

    One trial is better than four that are equal, so that two of these are kept with it. Or all are equal.
    """
    rows = [(27, 3, []), (8, 2, []), (16, 4, []), (11, 3, []), (2, 3, []), (1, 2, []), (9, 3, [1, 4, 4]), (8, 2, [8])]
    return [
        Case(f"{n} trial{'s' * (n > 1)}, eta = {eta}" + ", equal errors" * bool(groups), (n, seed(rng), eta, groups))
        for n, eta, groups in rows
    ]


def seed(rng):
    return int(rng.integers(2**31))


TRAINED = "[train_more(trial, goal - done) for trial in trials]"
KEPT = "max(1, len(trials) // eta)"
TOO_FEW = (
    "From one round to the next, your trials get eta more epochs in all. They should get eta times as many: 1, 3, 9, "
    "27 if eta is 3."
)
FIRST = "best_first = np.argsort(errors)"
SURVIVORS = "[trials[i] for i in best_first[:keep]]"
START = "rounds, done, goal = [], 0, 1"
NONE_LEFT = "You keep no trial if there are fewer than eta. Keep at least one."

halving = Exercise(
    successive_halving,
    points=10,
    cases=cases,
    probe=facts,
    call=halved,
    mistakes={
        f"{TRAINED} -> list({{trial: train_more(trial, goal - done) for trial in trials}}.values())": "A trial is a "
        "dict, and a dict cannot be a key of another. Keep the errors in a list, in the order of the trials.",
        "goal - done -> goal": "You train trials for the whole number of epochs again. `train_more` goes on from "
        "where a trial is, so ask only for the difference.",
        "best_first[:keep] -> best_first[-keep:]": "In your search the worst trials survive. The lowest errors are "
        "the best.",
        "goal * eta -> goal + eta": TOO_FEW,
        "goal * eta -> (goal + eta if goal > 1 else eta)": TOO_FEW,
        "goal * eta -> goal": "All your rounds train to the same number of epochs. Each should be eta times as long "
        "in all as the one before.",
        "goal * eta -> goal + 1": "Each of your rounds trains one epoch longer. It should be eta times as long in all.",
        "// eta) -> // 2)": "You keep half of the trials. Keep one in eta.",
        f"{KEPT} -> len(trials) // eta": NONE_LEFT,
        (f"{KEPT} -> len(trials) // eta", "len(trials) == 1 -> len(trials) <= 1"): NONE_LEFT,
        f"{KEPT} -> max(1, round(len(trials) / eta))": "You round the number of survivors to the nearest. "
        "Round it down, but keep at least one.",
        f"{KEPT} -> max(1, len(trials) - eta)": "You drop eta trials. Keep one in eta.",
        f"{KEPT} -> max(1, -(-len(trials) // eta))": "You round the number of survivors up. Round it down, but keep "
        "at least one.",
        "return trials[0], rounds -> return rounds, trials[0]": "You return the two answers in the other order.",
        "return trials[0], rounds -> return trials[0]": "You return only the winner. Return the rounds too.",
        TRAINED + " -> " + TRAINED + " if len(trials) > 1 else []": "You do not train the last trial. It has a round "
        "of its own, which trains it eta times as long.",
        "rounds.append(trials) -> rounds += [trials] if len(trials) > 1 else []": "The last round is missing in your "
        "list. Record it, too.",
        (
            TRAINED + " -> " + TRAINED + " if len(trials) > 1 else []",
            "rounds.append(trials) -> rounds += [trials] if len(trials) > 1 else []",
        ): "The last round is missing. The single trial that is left is trained, too, and recorded.",
        ("        rounds.append(trials)\n ->", "done, goal = goal -> rounds.append(trials); done, goal = goal"): "Your "
        "rounds hold the trials that are left. Record those that were trained, before you drop any.",
        "        rounds.append(trials)\n ->": "You record no round.",
        (
            f"{FIRST} -> {FIRST.replace('np.argsort(errors)', 'range(len(errors))')}",
        ): "You keep the first trials of the list, whatever their errors are. Keep the best.",
        (f"{START} -> {START}; first = trials", SURVIVORS + " -> " + SURVIVORS.replace("trials[", "first[")): "Your "
        "indices count the trials of this round, and you use them on the first list. Use them on the list that was "
        "trained.",
        (
            f"{START} -> {START}; trials = list(trials)",
            f"trials = {SURVIVORS} -> trials[:] = {SURVIVORS}",
        ): "Your rounds are one and the same list, which each round changes. Make a new list for each round.",
        (
            f"{FIRST} -> best_first = sorted(zip(errors, trials))",
            f"{SURVIVORS} -> [t for e, t in best_first[:keep]]",
        ): "Two trials have equal errors, and Python then compares the trials themselves. Sort by the error alone.",
        f"{FIRST} -> best_first = [errors.index(e) for e in sorted(errors)]": "You look trials up by their errors. Of "
        "trials with equal errors, `index` finds the first each time, so one is kept several times.",
        f"{FIRST} -> best_first = [errors.index(e) for e in sorted(set(errors))]": "Of trials with equal errors you "
        "consider only one. A set or a dict of errors holds each number once.",
        f"{SURVIVORS} -> [t for t, e in zip(trials, errors) if e <= sorted(errors)[keep - 1]]": "With equal errors you "
        "keep more than len // eta. A limit lets through all that are equal to it.",
    },
)
