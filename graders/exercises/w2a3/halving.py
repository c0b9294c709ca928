"""successive_halving: train all a little, keep the best, train these longer."""

from graders.checks.probes.draws import facts, halved
from graders.exercise import Case, Exercise
from utils.search import successive_halving


def cases(rng):
    """27, 8 and 16 trials, a number that eta does not divide, fewer trials than eta, and a single trial."""
    rows = [(27, 3), (8, 2), (16, 4), (11, 3), (2, 3), (1, 2)]
    return [Case(f"{n} trials, eta = {eta}", (n, int(rng.integers(2**31)), eta)) for n, eta in rows]


TRAINED = "[train_more(trial, goal - done) for trial in trials]"
KEPT = "max(1, len(trials) // eta)"
NONE_LEFT = "You keep no trial if there are fewer than eta. Keep at least one."

halving = Exercise(
    successive_halving,
    points=10,
    cases=cases,
    probe=facts,
    call=halved,
    mistakes={
        "goal - done -> goal": "You train trials for the whole number of epochs again. `train_more` goes on from "
        "where a trial is, so ask only for the difference.",
        "best_first[:keep] -> best_first[-keep:]": "In your search the worst trials survive. The lowest errors are "
        "the best.",
        "goal * eta -> goal": "All your rounds train to the same number of epochs. Each should be eta times as long "
        "in all as the one before.",
        "goal * eta -> goal + 1": "Each of your rounds trains one epoch longer. It should be eta times as long in all.",
        "// eta) -> // 2)": "You keep half of the trials. Keep one in eta.",
        f"{KEPT} -> len(trials) // eta": NONE_LEFT,
        (f"{KEPT} -> len(trials) // eta", "len(trials) == 1 -> len(trials) <= 1"): NONE_LEFT,
        f"{KEPT} -> max(1, len(trials) - eta)": "You drop eta trials. Keep one in eta.",
        f"{KEPT} -> max(1, -(-len(trials) // eta))": "You round the number of survivors up. Round it down, but keep "
        "at least one.",
        "return trials[0], rounds -> return rounds, trials[0]": "You return the two answers in the other order.",
        "return trials[0], rounds -> return trials[0]": "You return only the winner. Return the rounds too.",
        TRAINED + " -> " + TRAINED + " if len(trials) > 1 else []": "You do not train the last trial. It has a round "
        "of its own, which trains it eta times as long.",
        (
            TRAINED + " -> " + TRAINED + " if len(trials) > 1 else []",
            "rounds.append(trials) -> rounds += [trials] if len(trials) > 1 else []",
        ): "The last round is missing. The single trial that is left is trained, too, and recorded.",
        ("        rounds.append(trials)\n ->", "done, goal = goal -> rounds.append(trials); done, goal = goal"): "Your "
        "rounds hold the trials that are left. Record those that were trained, before you drop any.",
        "        rounds.append(trials)\n ->": "You record no round.",
    },
)
