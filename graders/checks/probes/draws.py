"""How draws of hyperparameters are probed: by quantiles and shares that any right draw has, and by what was asked.

A quantile at q of n draws with density f there has the standard deviation sqrt(q (1 - q) / n) / f, and a share p of n
draws sqrt(p (1 - p) / n). The margins are ten of these. The expected figure is a draw too, so a right answer misses
one with a probability of 1.6e-12 (7.07 standard deviations of a difference). A check measures fewer than 50.
"""

import contextlib
import math
import sys
from itertools import combinations

import numpy as np

from graders.checks import codec
from graders.checks.compare import Measured
from graders.checks.probes.values import CHANGED, FIXED, STILL, UNREPEATABLE, another, outline, same

DRAWS, FEW = 1500, 20  # calls of a function that draws once: for a distribution, and to see whether it repeats itself
QUANTILES = {"lowest tenth": 0.1, "median": 0.5, "highest tenth": 0.9}
MOST_LINES = 100_000  # of code in one call of a search: a plain one with 27 trials runs about 400
NOT_FINITE = "some values are NaN or infinite"
ALIKE = "all draws are the same"
REORDERED = "another generator gives the same numbers, in another order"
OUTSIDE = "some values lie outside of the bounds"


def numbers(function, args):
    """Of function(low, high, size, rng) -> (size,) numbers on a logarithmic scale."""
    low, high, size, rng = args
    first = codec.copy(rng)
    found = function(low, high, size, first)
    seen = {"the answer": outline(found)}
    if not _are_numbers(found, size):
        return seen
    seen |= _on_log_scale("the numbers", found, low, high)
    if size >= 1000:
        seen["the numbers come in order"] = bool(np.all(np.diff(found) >= 0))
        seen["many numbers are the same"] = len(np.unique(found)) < 0.9 * size
    seen[STILL] = same(first, rng)
    seen[UNREPEATABLE] = not same(function(low, high, size, codec.copy(rng)), found)
    other = function(low, high, size, another(rng))
    seen[FIXED] = same(other, found)
    seen[REORDERED] = not seen[FIXED] and _are_numbers(other, size) and same(np.sort(other), np.sort(found))
    return seen


def many_numbers(function, low, high, rng, count=DRAWS):
    """That many calls of function(low, high, rng) with one generator."""
    found = [function(low, high, rng) for _ in range(count)]
    if not all(isinstance(value, float | np.floating) or np.shape(value) == () for value in found):
        return found[0]
    return np.array(found, dtype=float)


def betas(function, args):
    """Of many_numbers: decay rates whose distance from 1 is on a logarithmic scale."""
    low, high, rng = args
    found = function(*codec.copy(args))
    seen = {"the answer": _of_one_call(found), NOT_FINITE: _have_gaps(found)}
    if not _are_numbers(found, DRAWS):
        return seen
    seen[ALIKE] = len(np.unique(found)) < 0.9 * DRAWS
    if seen[ALIKE]:  # their distribution says nothing then
        return seen
    with np.errstate(all="ignore"):
        seen |= _on_log_scale("1 - beta", 1 - found, 1 - high, 1 - low)
    few = function(*codec.copy(args), FEW)
    seen[UNREPEATABLE] = not same(few, found[:FEW])
    seen[FIXED] = same(function(low, high, another(rng), FEW), few)
    return seen


def many_trials(function, space, rng, count=DRAWS):
    """That many calls of function(space, rng): {name: the values}, or the first answer if it is no trial."""
    found = [function(space, rng) for _ in range(count)]
    if not all(isinstance(one, dict) and one.keys() == space.keys() for one in found):
        return found[0]
    values = {name: [one[name] for one in found] for name in space}
    return {name: _column(column) for name, column in values.items()}


def trials(function, args):
    """Of many_trials: each hyperparameter on its own scale, and none that follows another."""
    space, rng = args
    before, found = codec.comparable(space), function(*codec.copy(args))
    if not isinstance(found, dict) or found.keys() != space.keys():
        return {"the answer": outline(found)}
    seen = {
        "the answer": {name: _of_one_call(values) for name, values in found.items()},
        NOT_FINITE: any(map(_have_gaps, found.values())),
    }
    if not all(_are_numbers(values, DRAWS) for values in found.values()):
        return seen
    numbers = [values for name, values in found.items() if space[name][0] in ("log", "linear")]
    seen[ALIKE] = any(len(np.unique(values)) < 0.9 * DRAWS for values in numbers)
    if seen[ALIKE]:
        return seen
    for name, scale in space.items():
        seen |= _of_kind(name, found[name], scale[0], scale[1:])
    ranks = {name: np.argsort(np.argsort(values)) for name, values in found.items() if space[name][0] != "choice"}
    seen["hyperparameters go together"] = any(
        abs(np.corrcoef(ranks[one], ranks[other])[0, 1]) > 0.2 for one, other in combinations(ranks, 2)
    )
    few = function(*codec.copy(args), FEW)
    seen[UNREPEATABLE] = not same(few, {name: values[:FEW] for name, values in found.items()})
    seen[FIXED] = same(function(space, another(rng), FEW), few)
    return seen | {CHANGED: codec.comparable(space) != before}


def searched(function, n, space, failing, equal, rng):
    """What function(n, space, evaluate, rng) -> (best, errors) did, in facts.

    failing: trials that give NaN.  equal: whether every error is 0.1 or 0.9, so that many are equal.
    """
    given, other = [], another(rng)

    def evaluate(trial):
        error = math.nan if len(given) in failing else _error(trial)
        error = 0.1 + 0.8 * (error > 0.5) if equal and error == error else error
        given.append((dict(trial), error))
        return error

    again = codec.copy(rng)
    answer = function(n, space, evaluate, rng)
    if not isinstance(answer, tuple) or len(answer) != 2:
        return {"the answer": answer}
    best, errors = answer
    seen = {"the first of the two answers is neither a trial nor None": not (best is None or isinstance(best, dict))}
    if _any(seen):
        return seen
    right = min((pair for pair in given if not math.isnan(pair[1])), key=lambda pair: pair[1], default=(None, 0))[0]
    worst = max((pair for pair in given if not math.isnan(pair[1])), key=lambda pair: pair[1], default=(None, 0))[0]
    count = len(errors) if isinstance(errors, list | np.ndarray) else -1
    seen |= {
        "evaluate is called for too few trials": len(given) < n,
        "evaluate is called too often": len(given) > n,
        "the second answer is no array of errors": count == -1,
        "some errors are missing in the answer": 0 <= count < n,
        "the answer has too many errors": count > n,
        "a trial that failed comes back": any(math.isnan(e) and best == t for t, e in given),
        "the trial with the highest error comes back": best == worst != right,
        "the first trial comes back, whatever it gave": n > 1 and best == given[0][0] != right,
        "the last trial comes back, whatever it gave": n > 1 and best == given[-1][0] != right,
        "the best trial is one that was evaluated and had the lowest error": best == right,
        "the errors are those of the trials, in their order": _same_errors(errors, [e for _, e in given]),
        "the trials are all the same": n > 1 and len({str(t) for t, _ in given}) == 1,
    }
    first = [trial for trial, _ in given]
    for fact, generator in ((UNREPEATABLE, again), (FIXED, other)):
        given.clear()
        function(n, space, evaluate, generator)
        seen[fact] = ([trial for trial, _ in given] == first) == (fact == FIXED)
    return seen


def _any(seen):
    return any(value is True for value in seen.values())


def facts(function, args):
    """The facts that a call gives, each by itself."""
    answer = function(*args)
    return answer if isinstance(answer, dict) else {"the answer": answer}


def halved(function, n, seed, eta):
    """What function(trials, train_more, eta) -> (winner, rounds) did with n trials whose learning curves are drawn."""
    rng = np.random.default_rng(seed)
    trials, asked = [f"trial {i + 1}" for i in range(n)], []
    ends, times = (dict(zip(trials, values)) for values in (rng.permutation(n) / n, rng.uniform(1, 9, n)))
    epochs = dict.fromkeys(trials, 0)

    def train_more(trial, further):
        asked.append(trial)
        epochs[trial] += int(further)
        return float(ends[trial] + math.exp(-epochs[trial] / times[trial]))

    given = list(trials)
    with _an_end():
        answer = function(given, train_more, eta)
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[1], list):
        return {"the answer": answer}
    winner, rounds = answer
    lists = all(isinstance(one, list | tuple | np.ndarray) for one in rounds)
    return {
        "the winner is none of the trials": winner not in epochs,
        "the winner": winner,
        "a round is no list of trials": not lists,
        "the trials of each round": [sorted(map(str, one)) for one in rounds] if lists else [],
        **{f"the number of epochs of {trial}": count for trial, count in epochs.items()},
        "the number of calls of train_more": len(asked),
        "the list that came in has changed": given != trials,
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


def _same_errors(errors, given):
    return np.shape(errors) == (len(given),) and bool(np.array_equal(np.asarray(errors, float), given, equal_nan=True))


def _error(trial):
    """A share of errors, between 0 and 1, that differs between trials."""
    waves = [math.cos(40 * (i + 1) * math.log(abs(float(value)) + 1e-9)) for i, value in enumerate(trial.values())]
    return 0.5 + 0.49 * sum(waves) / len(waves)


def _column(values):
    """Numbers as an array, anything else as the first of them."""
    if all(np.shape(value) == () and isinstance(value, int | float | np.number) for value in values):
        return np.array(values, dtype=float)
    return values[0]


def _of_one_call(found):
    """What stands for the answers of many calls: 0 if they are numbers, else the first of them without its values."""
    return 0.0 if isinstance(found, np.ndarray) and found.shape == (DRAWS,) else outline(found)


def _have_gaps(found):
    return isinstance(found, np.ndarray) and found.dtype.kind == "f" and not np.isfinite(found).all()


def _are_numbers(found, size):
    return (
        isinstance(found, np.ndarray)
        and found.shape == (size,)
        and found.dtype.kind == "f"
        and np.isfinite(found).all()
    )


def _on_log_scale(name, found, low, high):
    seen = {OUTSIDE: bool(np.min(found) < low * (1 - 1e-6) or np.max(found) > high * (1 + 1e-6))}
    if len(found) < 1000 or np.min(found) <= 0:
        return seen
    return seen | _quantiles(f"the logarithm of {name}", np.log(found), math.log(high / low))


def _quantiles(name, found, width):
    """width: of the range, over which a right draw is uniform."""
    return {
        f"the {what} of {name}": Measured(
            float(np.quantile(found, q)), 10 * width * math.sqrt(q * (1 - q) / len(found))
        )
        for what, q in QUANTILES.items()
    }


def _of_kind(name, found, kind, bounds):
    if kind == "log":
        return {f"{name}: {what}": value for what, value in _on_log_scale(name, found, *bounds).items()}
    if kind == "linear":
        outside = bool(np.min(found) < bounds[0] or np.max(found) > bounds[1])
        return {f"{name}: {OUTSIDE}": outside} | _quantiles(name, found, bounds[1] - bounds[0])
    options = bounds[0] if kind == "choice" else range(bounds[0], bounds[1] + 1)
    seen = {f"{name}: some values are none of those allowed": not np.isin(found, list(options)).all()}
    for option in options:
        share = float(np.mean(found == option))
        seen[f"the share of {name} = {option}"] = Measured(
            share, 10 * math.sqrt((len(options) - 1) / len(found)) / len(options)
        )
    return seen
