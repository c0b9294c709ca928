"""How mini-batches are probed: by what must hold for any order of the examples."""

import numpy as np

from graders.checks import codec
from graders.checks.probes.values import UNTOUCHED

PARTED = "the shuffle parts examples that were neighbours"
MANY = 40  # examples: so many are never drawn twice in one order, nor in their own (40! is 8e47)


def mini_batches(function, args):
    """Of function(X, Y, rng[, mini_batch_size]) -> a list of (X_batch, Y_batch): what holds for any order.

    The columns of X must all differ.
    """
    X, Y, rng, *size = args
    first, same = codec.copy(rng), codec.copy(rng)
    other = np.random.default_rng(codec.copy(rng).integers(2**32))
    before = codec.dumps([X, Y])
    batches = function(X, Y, first, *size)
    seen = {"the answer": _shapes(batches), UNTOUCHED: codec.dumps([X, Y]) == before}
    if not _are_cut_from(batches, X, Y):
        return seen
    columns, labels = (np.concatenate(parts, axis=1) for parts in zip(*batches, strict=True))
    where = {column.tobytes(): i for i, column in enumerate(np.ascontiguousarray(X.T))}
    order = [where.get(column.tobytes()) for column in np.ascontiguousarray(columns.T)]
    seen["every column of a mini-batch is one of the examples"] = None not in order
    if None in order:
        return seen
    seen["every example is in exactly one mini-batch"] = sorted(order) == list(range(X.shape[1]))
    seen["every example keeps its own label"] = np.array_equal(labels, Y[:, order])
    if X.shape[1] < MANY:
        return seen
    seen[PARTED] = _is_shuffled(order) or order == sorted(order)
    if not seen[PARTED]:  # whole mini-batches have changed places: how, and so the shapes, is up to the draw
        del seen["the answer"]
        return seen
    seen["the examples are shuffled"] = _is_shuffled(order)
    seen["the generator `rng` is what the order is drawn from"] = codec.dumps(first) != codec.dumps(same)
    seen["a generator in the same state gives the same mini-batches"] = _equal(function(X, Y, same, *size), batches)
    seen["another generator gives other mini-batches"] = not _equal(function(X, Y, other, *size), batches)
    return seen


def _shapes(batches):
    """The answer with zeros in place of its numbers: how many mini-batches, of which shapes."""
    if isinstance(batches, np.ndarray):
        return np.zeros(batches.shape, batches.dtype)
    return [_shapes(part) for part in batches] if isinstance(batches, list | tuple) else batches


def _are_cut_from(batches, X, Y):
    """Whether the answer is made of pairs of arrays with the rows of X and Y, so that columns can be matched."""
    return bool(batches) and all(
        isinstance(pair, list | tuple)
        and len(pair) == 2
        and all(isinstance(part, np.ndarray) and part.ndim == 2 for part in pair)
        and pair[0].shape == (X.shape[0], pair[1].shape[1])
        and pair[1].shape[0] == Y.shape[0]
        and pair[0].dtype == X.dtype
        for pair in batches
    )


def _is_shuffled(order):
    """Few examples follow a neighbour of before. In a random order about two do, and their number is close to a Poisson
    variable: more than 20 come with a probability of 6e-15."""
    steps = np.abs(np.diff(order))
    return int(np.sum(steps == 1)) <= 20


def _equal(one, two):
    return codec.dumps(one) == codec.dumps(two)
