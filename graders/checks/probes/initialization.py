"""How initial parameters are probed: by what must hold for any draw."""

import numpy as np

from graders.checks import codec
from graders.checks.probes import randomness
from graders.checks.probes.values import CHANGED, FIXED, STILL, UNREPEATABLE, another, outline, same, weights_of

LARGEST = 500_000  # entries to make statistics of: no case asks for more than a tenth of that
BELL = 12_500  # entries from which the shape of the distribution shows


def four_draws(function, layers_dims, rng):
    """Of function(layers_dims, rng): (the answer, rng and layers_dims after the call, the answers of a second call, of
    a generator in the same state, and of another one). One message brings all of them from another process."""
    given, first, again = list(layers_dims), codec.copy(rng), codec.copy(rng)
    answer, after = codec.copy(function(given, first)), codec.copy(first)
    more = [codec.copy(function(list(layers_dims), generator)) for generator in (first, again, another(rng))]
    return answer, after, given, *more


def initial_parameters(function, args):
    """Of four_draws: initial parameters, judged by what must hold for any draw."""
    layers_dims, rng = args
    parameters, after, given, later, again, others = function(*args)
    seen = {"the answer": outline(parameters), CHANGED: given != list(layers_dims)}
    if not _are_parameters(parameters):
        return seen
    seen |= _biases(parameters) | _distribution(parameters) | _repeats(parameters)
    seen[STILL] = same(after, rng)
    seen[UNREPEATABLE] = not same(again, parameters)
    seen[FIXED] = same(others, parameters)
    if not any(value is True for value in seen.values()) and all(map(_are_parameters, (later, others))):
        seen |= randomness.first_fault(dependences(weights_of(parameters), weights_of(others), later=weights_of(later)))
    return seen


def _are_parameters(parameters):
    """Whether these are arrays of floating-point numbers, the weights matrices, and not too large."""
    return (
        isinstance(parameters, dict)
        and all(isinstance(value, np.ndarray) and value.dtype.kind == "f" for value in parameters.values())
        and all(w.ndim == 2 and w.size for w in weights_of(parameters).values())
        and sum(value.size for value in parameters.values()) <= LARGEST
    )


def _biases(parameters):
    biases = [value for key, value in parameters.items() if str(key).startswith("b")]
    return {"the biases are not all zero": any(b.any() for b in biases)}


def _distribution(parameters):
    seen = {}
    for key, w in weights_of(parameters).items():
        if w.size < randomness.SAMPLE:
            continue
        seen |= randomness.moments(key, w)
        # Excess kurtosis: 0 of a normal draw, -1.2 of a uniform one, -0.54 of one that is clipped at 2 deviations.
        # Its own standard deviation is sqrt(24/N) < 0.045, with more room above, where a single number counts for much.
        squares = (w - w.mean(dtype=float)) ** 2
        variance = squares.mean()
        tails = float(np.mean(squares**2) / variance**2 - 3) if variance else 0.0
        seen[f"{key} is not bell-shaped, as a normal draw is"] = w.size >= BELL and not -0.4 < tails < 1
    return seen


def _repeats(parameters):
    """Whether units, layers and weights are copies of one another."""
    weights = list(weights_of(parameters).values())
    each = [np.unique(np.abs(w)) for w in weights]  # a number that comes twice in a layer is said of that
    return {
        "the weights of a unit are all the same number": any(_all_same(w, axis=1) for w in weights),
        "the units of a layer all have the same weights": any(_all_same(w, axis=0) for w in weights),
        "all weights are whole numbers, and those of a normal draw are not": all(not np.any(w % 1) for w in weights),
        "the same numbers come again and again, if with the other sign": any(
            randomness.share_lost(w.size, distinct.size) > 0.01 for w, distinct in zip(weights, each)
        ),
        "a layer repeats the numbers of another": randomness.repeated(each) > 0.01,
    }


def _all_same(w, axis):
    """Or hardly differ: three draws lie so close together once in 250,000 times, and here in every row or column."""
    return w.shape[axis] > 1 and bool(np.all(np.ptp(w, axis=axis) <= 1e-3 * np.abs(w).max()))


def dependences(weights, *others, later=None, units="rows"):
    """(what is wrong, its surprise) of weights that are not independent.

    weights, others, later: {key: matrix} of several draws, `later` from the generator that drew the first.
    units: "rows" or "columns", what the weights of one unit are in a matrix.
    The rest is said of numbers that are symmetric around 0.
    """
    draws = [weights, *([later] if later else []), *others]
    draws = [{key: np.asarray(draw[key], float) for key in sorted(draw, key=str)} for draw in draws]
    first = draws[0]
    if any(w.ndim != 2 or not w.size or not np.isfinite(w).all() for draw in draws for w in draw.values()):
        return
    if any(d.keys() != first.keys() or any(d[key].shape != first[key].shape for key in d) for d in draws):
        return
    large = [key for key, w in first.items() if w.size >= randomness.SAMPLE]
    if later:
        numbers = [w for draw in draws[:2] for w in draw.values()]
        again = randomness.repeated(numbers) > 0.01
        yield "a second call repeats the numbers of the first", np.inf if again else -np.inf
    for i, key in enumerate(large):
        yield from randomness.strongest_first(_within(first[key] if units == "rows" else first[key].T, f"in {key}, "))
        for before in large[:i]:
            yield f"the weights of {key} follow those of {before}", randomness.following(first[before], first[key])
        if later:
            name = "the weights of a second call follow those of the first"
            yield name, randomness.following(first[key], draws[1][key])
    if large:
        matrices = [[w for w in draw.values() if w.size >= 64] for draw in draws]
        yield "the weights of a layer have exactly the same norm in every draw", randomness.same_norm(matrices)
        name = "the weights of a layer have exactly the same standard deviation in every draw"
        yield name, randomness.same_deviation(matrices)
        yield "the weights of a layer add up to almost exactly 0 in every draw", randomness.cancelling_draws(matrices)


def _within(w, where):
    """Of one matrix, rows are units and columns what they have their weights for."""
    for x, unit in ((w, "unit"), (w.T, "input")):
        yield f"{where}all {unit}s have weights of the same norm", randomness.equal_norms(x)
        yield f"{where}the weights of each {unit} add up to almost exactly 0", randomness.cancelling(x)
        yield f"{where}some {unit}s have much larger weights than others", randomness.louder(x)
        yield f"{where}the weights of some {unit}s are mostly positive, or mostly negative", randomness.leaning(x)
    yield f"{where}the mean is too far from 0", randomness.off_centre(w)
    below, beside, anywhere = randomness.followed(w)
    yield f"{where}the weights of a unit follow those of its neighbour", below
    yield f"{where}each weight of a unit follows the one before", beside
    yield f"{where}weights follow others at a fixed distance", anywhere
    yield f"{where}two units have weights that go together", randomness.paired(w)
    yield f"{where}two inputs have weights that go together", randomness.paired(w.T)
