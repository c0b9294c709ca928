"""How mini-batches are probed: by what must hold for any order of the examples."""

import numpy as np

from graders.checks import codec
from graders.checks.probes import randomness
from graders.checks.probes.values import CHANGED, FIXED, STILL, UNREPEATABLE, another, outline, same

UNSHUFFLED = "the mini-batches hold the same examples as without a shuffle"
TOGETHER = "examples that were neighbours, or a fixed distance apart, stay in the same mini-batch"
LOST, TWICE = "some examples are in no mini-batch", "some examples come twice"
OTHERS_LABEL, OLD_ORDER = "some examples have the label of another one", "the labels are still in their old order"
MANY = 40  # examples from which their order is judged


def mini_batches(function, args):
    """Of function(X, Y, rng[, mini_batch_size]) -> a list of (X_batch, Y_batch): what holds for any order.

    A mini-batch is a set of examples: their order in it does not count. The columns of X must all differ.
    """
    X, Y, rng, *size = args
    first, again, other = codec.copy(rng), codec.copy(rng), another(rng)
    before = codec.comparable([X, Y])
    batches = function(X, Y, first, *size)
    seen = {"the answer": outline(batches), CHANGED: codec.comparable([X, Y]) != before}
    if not _are_cut_from(batches, X, Y):
        return seen
    columns, labels = (np.concatenate(parts, axis=1) for parts in zip(*batches, strict=True))
    order = _order(columns, X)
    seen["a mini-batch has a column that is none of the examples"] = None in order
    if None in order:
        return seen
    counts = np.bincount(order, minlength=X.shape[1])
    seen[LOST], seen[TWICE] = bool(np.any(counts == 0)), bool(np.any(counts > 1))
    seen[OTHERS_LABEL] = not np.array_equal(labels, Y[:, order].astype(labels.dtype))
    seen[OLD_ORDER] = seen[OTHERS_LABEL] and np.array_equal(labels, Y.astype(labels.dtype))
    sizes = [part.shape[1] for part, _ in batches]
    by_chance = randomness.possible(sizes) < randomness.LIMIT  # so few ways to put them that two orders may agree
    if seen[LOST] or seen[TWICE] or by_chance or X.shape[1] < MANY:
        return seen
    places = _places(order, sizes)
    seen[UNSHUFFLED] = bool(np.all(np.diff(places) >= 0))
    seen[TOGETHER] = not seen[UNSHUFFLED] and randomness.at_distance(places, sizes)[0] > randomness.LIMIT
    if seen[TOGETHER]:  # whole mini-batches have changed places: how, and so the shapes, is up to the draw
        del seen["the answer"]
        return seen
    seen[STILL] = same(first, rng)
    later, repeated, others = (_places_of(function(X, Y, draws, *size), X, Y) for draws in (first, again, other))
    seen[UNREPEATABLE] = not np.array_equal(repeated, places)
    seen[FIXED] = np.array_equal(others, places)
    if not any(seen[name] for name in (UNSHUFFLED, STILL, UNREPEATABLE, FIXED)):
        seen |= randomness.first_fault(_dependences(places, later, sizes))
    return seen


def _are_cut_from(batches, X, Y):
    """Whether the answer is made of pairs of arrays with the rows of X and Y, so that columns can be matched."""
    return (
        isinstance(batches, list | tuple)
        and bool(batches)
        and all(
            isinstance(pair, list | tuple)
            and len(pair) == 2
            and all(isinstance(part, np.ndarray) and part.ndim == 2 for part in pair)
            and pair[0].shape == (X.shape[0], pair[1].shape[1])
            and pair[1].shape[0] == Y.shape[0]
            and pair[0].dtype.kind == X.dtype.kind
            for pair in batches
        )
    )


def _order(columns, X):
    """Which example each column is, None if it is none. They are compared in single precision."""
    where = {column.tobytes(): i for i, column in enumerate(np.ascontiguousarray(X.T, np.float32))}
    return [where.get(column.tobytes()) for column in np.ascontiguousarray(columns.T, np.float32)]


def _places(order, sizes):
    """In which mini-batch each example is."""
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.repeat(np.arange(len(sizes)), sizes)
    return places


def _places_of(batches, X, Y):
    """The same, of another answer; None if that is not made of these examples, each once."""
    if not _are_cut_from(batches, X, Y):
        return None
    order = _order(np.concatenate([part for part, _ in batches], axis=1), X)
    if None in order or sorted(order) != list(range(X.shape[1])):
        return None
    return _places(order, [part.shape[1] for part, _ in batches])


def _dependences(places, later, sizes):
    """(what is wrong, its surprise) of an order that is shuffled, but not as it should be.

    later: the places in a second call with the same generator, None if there is no telling.
    """
    yield "many examples stay where they are without a shuffle", randomness.staying(places, sizes)
    name = "examples follow the ones that they followed before, or all at the same distance"
    yield name, randomness.following_on(places, sizes)
    name = "examples a fixed distance apart are kept out of each other's mini-batch"
    yield name, randomness.at_distance(places, sizes)[1]
    if later is not None and later.max() < len(sizes):
        name = "the mini-batches of a second call depend on those of the first"
        yield name, randomness.reshuffled(places, later, np.bincount(later, minlength=len(sizes)))
