"""How searches are probed: by what was evaluated or trained, and what came back, each a fact by itself."""

import contextlib
import math
import sys
from itertools import pairwise

import numpy as np

from graders.checks import codec
from graders.checks.compare import ANSWER, is_number
from graders.checks.probes.values import FIXED, UNREPEATABLE, another, by_value

MOST_LINES = 100_000  # of code in one call of a search: a plain one with 27 trials runs about 400
CHANCE = 0.1  # how far, in proportion, the answers of a simulation may be apart
NO_ERROR = "the curve starts at a number that is none of the errors"
SIMULATED = "the same errors in another order give an answer that is a little different"


def facts(function, args):
    """The facts that a call gives, each by itself."""
    answer = function(*args)
    return answer if isinstance(answer, dict) else {ANSWER: answer}


def searched(function, n, space, errors, rng):
    """What function(n, space, evaluate, rng) -> (best, errors) did, in facts.

    errors: what evaluate gives for the first trial, the second and so on; NaN for one that fails.
    """
    given, known, other, again = [], {}, another(rng), codec.copy(rng)

    def evaluate(trial):
        error = known.setdefault(str(trial), errors[len(known) % len(errors)])
        given.append((dict(trial), error))
        return error

    answer = function(n, space, evaluate, rng)
    if not isinstance(answer, tuple) or len(answer) != 2:
        return {ANSWER: answer}
    best, found = answer
    seen = {"the first of the two answers is neither a trial nor None": not (best is None or isinstance(best, dict))}
    if any(seen.values()):
        return seen
    seen |= _of_errors(found, [error for _, error in given], n) | _of_best(best, given, n)
    first = [trial for trial, _ in given]
    for fact, generator in ((UNREPEATABLE, again), (FIXED, other)):
        given.clear()
        known.clear()
        function(n, space, evaluate, generator)
        seen[fact] = ([trial for trial, _ in given] == first) == (fact == FIXED)
    return seen


def _of_errors(found, given, n):
    """Facts on the errors that came back, of those that evaluate gave."""
    count = len(found) if isinstance(found, np.ndarray) and found.ndim else -1
    alike = np.shape(found) == (len(given),) and found.dtype.kind in "fiu" if count >= 0 else False
    failed = np.isnan(given)
    rest = alike and np.array_equal(found[~failed], np.array(given)[~failed])
    return {
        "evaluate is called for too few trials": len(given) < n,
        "evaluate is called too often": len(given) > n,
        "the second answer is a list, where an array is needed": isinstance(found, list),
        "the second answer is no array of errors": count == -1 and not isinstance(found, list),
        "some errors are missing in the answer": 0 <= count < n,
        "the answer has too many errors": count > n,
        "the errors have a number in place of NaN": bool(rest and not np.isnan(found[failed]).all()),
        "the errors are those of the trials, in their order": bool(rest) or isinstance(found, list),
    }


def _of_best(best, given, n):
    """Facts on the trial that came back, of (trial, error) in the order of evaluation."""
    trained = [pair for pair in given if not math.isnan(pair[1])]
    right = min(trained, key=lambda pair: pair[1], default=(None, 0))[0]
    worst = max(trained, key=lambda pair: pair[1], default=(None, 0))[0]
    return {
        "a trial that failed comes back": any(math.isnan(error) and best == trial for trial, error in given),
        "None comes back, and some trials did not fail": best is None is not right,
        "the trial with the highest error comes back": best == worst != right,
        "the first trial comes back, whatever it gave": n > 1 and best == given[0][0] != right,
        "the last trial comes back, whatever it gave": n > 1 and best == given[-1][0] != right,
        "the best trial is one that was evaluated and had the lowest error": best == right,
        "the trials are all the same": n > 1 and len({str(trial) for trial, _ in given}) == 1,
    }


def halved(function, n, seed, eta, groups):
    """What function(trials, train_more, eta) -> (winner, rounds) did with n trials whose learning curves are drawn.

    groups: the sizes of the groups of trials that have equal errors after equally many epochs; [] if there are none.
    Which of the trials in a group are kept is free.
    """
    rng = np.random.default_rng(seed)
    trials = [{"number": i + 1, "rate": float(10 ** rng.uniform(-4, 0))} for i in range(n)]
    levels = rng.permutation(np.repeat(np.arange(len(groups)), groups) if groups else n)
    times = np.ones(n) if groups else rng.uniform(1, 9, n)
    epochs, errors = [[0] for _ in trials], [[] for _ in trials]

    def train_more(trial, further):
        i = trial["number"] - 1
        epochs[i].append(epochs[i][-1] + int(further))
        errors[i].append(float(levels[i] / n + math.exp(-epochs[i][-1] / times[i])))
        return errors[i][-1]

    given = list(trials)
    with _an_end():
        answer = function(given, train_more, eta)
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[1], list):
        return {ANSWER: answer}
    winner, rounds = answer
    seen = {
        "the winner is none of the trials": not _are_of(trials, [winner]),
        "a round is no list of trials": not all(_are_of(trials, one) for one in rounds),
    }
    if not any(seen.values()):
        rows = [[trial["number"] for trial in one] for one in rounds]
        seen["the rounds are one and the same list"] = len(rounds) > 1 and all(one is rounds[0] for one in rounds)
        seen |= _of_rounds(rows, winner["number"], errors) | _of_epochs(rows, epochs, not groups)
    return seen | {"the list that came in has changed": given != trials}


def _are_of(trials, found):
    return isinstance(found, list | tuple | np.ndarray) and all(isinstance(t, dict) and t in trials for t in found)


def _of_rounds(rows, winner, errors):
    """Facts on the numbers of the trials in each round, which say nothing of which of equal trials is kept."""
    worse = False
    for r, (before, after) in enumerate(pairwise(rows)):
        kept, dropped = (
            [errors[i - 1][r] for i in row if r < len(errors[i - 1])] for row in (after, {*before} - {*after})
        )
        worse = worse or max(kept, default=-1) > min(dropped, default=math.inf)
    return {
        "the number of rounds": len(rows),
        "the number of trials in each round": [len(row) for row in rows],
        "a round has a trial more than once": any(len({*row}) < len(row) for row in rows),
        "a trial comes back that was dropped before": any({*after} - {*before} for before, after in pairwise(rows)),
        "a trial is dropped while one with a higher error is kept": worse,
        "the winner is in the last round": bool(rows) and winner in rows[-1],
    }


def _of_epochs(rows, epochs, each):
    """Facts on the epochs that trials have had after each call of train_more.  each: whether trials are told apart."""
    last = [
        max((epochs[i - 1][r + 1] for i in row if r + 1 < len(epochs[i - 1])), default=0) for r, row in enumerate(rows)
    ]
    seen = {
        "the number of epochs after each round": last,
        "the number of epochs of all trials together": sum(had[-1] for had in epochs),
        "the number of calls of train_more": sum(len(had) - 1 for had in epochs),
    }
    if not each:
        return seen
    return seen | {
        **{f"the number of epochs of trial {i}": had[-1] for i, had in enumerate(epochs, 1)},
        "the trials of each round": [[f"trial {i}" for i in sorted(row)] for row in rows],
    }


@contextlib.contextmanager
def _an_end():
    """Raises TimeoutError in code that runs too many lines: a search that has lost all trials may never end."""
    lines, before = 0, sys.gettrace()

    def count(frame, event, argument):
        nonlocal lines
        lines += 1
        if lines > MOST_LINES:
            raise TimeoutError("a loop does not end")
        return count

    sys.settrace(count)
    try:
        yield
    finally:
        sys.settrace(before)


def curve(function, args):
    """As by_value; of a curve that starts at a number of its own, nothing more is said."""
    seen = by_value(function, codec.copy(args))
    found, errors = seen[ANSWER], args[0]
    if isinstance(found, np.ndarray) and found.shape == errors.shape and found.dtype.kind in "fiu":
        start = float(found[0])
        seen = {NO_ERROR: math.isfinite(start) and not np.isclose(start, errors, rtol=1e-5, atol=0).any()} | seen
    return {NO_ERROR: True} if seen.get(NO_ERROR) else seen


def of_a_table(function, args):
    """As by_value of function(errors, n) -> number; of a simulation, which the order changes, nothing more is said."""
    seen = by_value(function, codec.copy(args))
    errors, *rest = args
    rising, falling = (function(np.sort(errors)[::step].copy(), *codec.copy(rest)) for step in (1, -1))
    if is_number(rising) and is_number(falling) and 1e-6 < abs(rising - falling) / (abs(rising) + 1e-12) < CHANCE:
        return {SIMULATED: True}
    return {SIMULATED: False} | seen
