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
NONE_LEFT = "If there are fewer trials than eta, none is left. Keep at least one."

halving = Exercise(
    successive_halving,
    points=10,
    cases=cases,
    probe=facts,
    call=halved,
    mistakes={
        "goal - done -> goal": "Trials are trained for the whole number of epochs again. `train_more` goes on "
        "from where a trial is, so ask only for the difference.",
        "best_first[:keep] -> best_first[-keep:]": "The worst trials survive. The lowest errors are the best.",
        "goal * eta -> goal": "Each round trains for as many epochs in all as the first. A round is eta times as long.",
        "goal * eta -> goal + 1": "Each round trains one epoch longer. It should be eta times as long in all.",
        "// eta) -> // 2)": "Half of the trials survive. One in eta should.",
        f"{KEPT} -> len(trials) // eta": NONE_LEFT,
        (f"{KEPT} -> len(trials) // eta", "len(trials) == 1 -> len(trials) <= 1"): NONE_LEFT,
        f"{KEPT} -> max(1, len(trials) - eta)": "eta trials are dropped. One in eta should survive.",
        f"{KEPT} -> max(1, -(-len(trials) // eta))": "The number of survivors is rounded up. "
        "Round it down, but keep at least one.",
        "return trials[0], rounds -> return rounds, trials[0]": "The two answers come back in the other order.",
        "return trials[0], rounds -> return trials[0]": "Only the winner comes back. Return the rounds too.",
        TRAINED + " -> " + TRAINED + " if len(trials) > 1 else []": "The last trial is not trained. It has a round of "
        "its own, which trains it eta times as long.",
        (
            TRAINED + " -> " + TRAINED + " if len(trials) > 1 else []",
            "rounds.append(trials) -> rounds += [trials] if len(trials) > 1 else []",
        ): "The last round is missing. The single trial that is left is trained, too, and recorded.",
        ("        rounds.append(trials)\n ->", "done, goal = goal -> rounds.append(trials); done, goal = goal"): "The "
        "rounds hold the trials that are left. Record those that were trained, before you drop any.",
        "        rounds.append(trials)\n ->": "No round is recorded.",
    },
)
