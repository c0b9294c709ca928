"""How splits are probed: what must hold whatever was drawn. Index arrays are judged as sets; their order is free."""

import numpy as np

from graders.checks import codec
from graders.checks.probes import randomness
from graders.checks.probes.mini_batches import MANY
from graders.checks.probes.values import CHANGED, FIXED, STILL, UNREPEATABLE, another, same

NO_INDICES = "the answer is not made of flat arrays of whole numbers, the indices of examples"
NOTHING = "the answer is None. Did you forget the `return`?"
MASKS = "the answer is made of masks of True and False, not of the indices of examples"
TUPLES = "the answer is made of tuples, as `np.where` returns them, not of the arrays in them"
OUTSIDE = "some indices are below 0 or beyond the last example"
TWICE = "an example is twice in one set"
SHARED = "an example is in two sets"
LOST = "some examples are in no set"
UNSHUFFLED = "the sets hold the same examples as without a shuffle"
APART = "some examples of one group are in training, others in dev"
OVERLAP = "in some fold, an example is in training and in dev"
INCOMPLETE = "in some fold, an example is neither in training nor in dev"
VARYING_SHARE = "the number of groups in dev is not the same in every call"
DRAWS = 25  # in so many draws with replacement, three groups of nine are always different once in 10,000 times
OFTEN = "an example is in the dev set of two folds, or of none"


def three_sets(function, args):
    """Of function(m, dev, test, rng) -> (train, dev, test)."""
    m, rng = args[0], args[-1]

    def places(answer):
        return _places(answer, m) if _are_indices(answer, 3) else None

    answer, seen = _called(function, args)
    if not _are_indices(answer, 3):
        return seen | {_instead_of_indices(answer): True}
    sizes = zip(("training", "dev", "test"), map(len, answer), strict=True)
    seen |= {NO_INDICES: False} | {f"the number of {name} examples": size for name, size in sizes}
    seen |= _covering(answer, m)
    return seen if _any(seen) else seen | _drawn(function, args, rng, places, places(answer))


def whole_groups(function, args):
    """Of function(groups, dev_share, rng) -> (train, dev)."""
    groups, rng = args[0], args[-1]
    names, members = np.unique(groups, return_inverse=True)

    def places(answer):
        """In which set each group is."""
        if not _are_indices(answer, 2):
            return None
        where = _places(answer, len(groups))
        return None if where is None else where[[np.flatnonzero(members == i)[0] for i in range(len(names))]]

    answer, seen = _called(function, args)
    if not _are_indices(answer, 2):
        return seen | {_instead_of_indices(answer): True}
    seen |= {NO_INDICES: False} | _covering(answer, len(groups))
    if _any(seen):
        return seen
    train, dev = (set(members[np.asarray(part, dtype=np.int64)].tolist()) for part in answer)
    seen[APART] = bool(train & dev)
    if seen[APART]:
        return seen
    seen[VARYING_SHARE] = any(size != len(dev) for size in _dev_sizes(function, args, members))
    if seen[VARYING_SHARE]:
        return seen
    seen["the number of groups in dev"] = len(dev)
    return seen | _drawn(function, args, rng, places, places(answer))


def all_folds(function, args):
    """Of function(m, k, rng) -> k pairs (train, dev)."""
    m, k, rng = args

    def are_folds(answer):
        return isinstance(answer, list | tuple) and len(answer) == k and all(_are_indices(fold, 2) for fold in answer)

    def places(answer):
        return _places([dev for _, dev in answer], m) if are_folds(answer) else None

    answer, seen = _called(function, args)
    if answer is None:
        return seen | {NOTHING: True}
    if isinstance(answer, list | tuple):
        seen["the number of folds"] = len(answer)
    seen["the answer is not a list of k pairs of index arrays"] = not are_folds(answer)
    if not are_folds(answer):
        return seen
    folds = [[np.asarray(part) for part in fold] for fold in answer]
    seen[OUTSIDE] = any(_outside(part, m) for fold in folds for part in fold)
    if seen[OUTSIDE]:
        return seen
    seen[OVERLAP] = any(np.intersect1d(*fold).size for fold in folds)
    seen["a dev set is larger than its training set"] = any(len(dev) > len(train) + 1 for train, dev in folds)
    seen[OFTEN] = sorted(np.concatenate([dev for _, dev in folds]).tolist()) != list(range(m))
    seen[INCOMPLETE] = any(np.union1d(*fold).size < m for fold in folds)
    seen["an example is in the training set of a fold twice"] = any(len(np.unique(a)) < len(a) for a, _ in folds)
    if _any(seen):
        return seen
    sizes = [len(dev) for _, dev in folds]
    seen["the sizes of two dev sets differ by more than 1"] = max(sizes) - min(sizes) > 1
    seen |= {"the size of the largest dev set": max(sizes), "the size of the smallest dev set": min(sizes)}
    return seen | _drawn(function, args, rng, places, places(answer))


def _called(function, args):
    before = codec.comparable(list(args[:-1]))
    answer = function(*args[:-1], codec.copy(args[-1]))
    return answer, {CHANGED: codec.comparable(list(args[:-1])) != before}


def _dev_sizes(function, args, members):
    """How many groups come to dev in calls with other generators."""
    for draws in another(args[-1]).spawn(DRAWS):
        parts = function(*args[:-1], draws)
        if _are_indices(parts, 2) and not _any(_covering(parts, len(members))):
            yield len(np.unique(members[np.asarray(parts[1], dtype=np.int64)]))


def _any(seen):
    return any(value is True for value in seen.values())


def _are_indices(answer, count):
    return isinstance(answer, list | tuple) and len(answer) == count and all(_is_index_array(part) for part in answer)


def _instead_of_indices(answer):
    """What to say of an answer that is not made of index arrays."""
    if answer is None:
        return NOTHING
    parts = answer if isinstance(answer, list | tuple) else [answer]
    if parts and all(isinstance(part, np.ndarray) and part.dtype.kind == "b" for part in parts):
        return MASKS
    if parts and all(isinstance(part, tuple) and len(part) == 1 and _is_index_array(part[0]) for part in parts):
        return TUPLES
    return NO_INDICES


def _is_index_array(part):
    """A flat array of whole numbers, or a list of them. An empty list has become an array of floats."""
    try:
        array = np.asarray(part)
    except ValueError:
        return False
    return array.ndim == 1 and (array.dtype.kind in "iu" or array.size == 0)


def _outside(part, m):
    return bool(part.size and (part.min() < 0 or part.max() >= m))


def _covering(parts, m):
    """Whether the sets share the examples out."""
    parts = [np.asarray(part) for part in parts]
    if any(_outside(part, m) for part in parts):
        return {OUTSIDE: True}
    counts = np.array([np.bincount(part.astype(np.int64), minlength=m) for part in parts])
    return {
        OUTSIDE: False,
        TWICE: bool(np.any(counts > 1)),
        SHARED: bool(np.any(np.count_nonzero(counts, axis=0) > 1)),
        LOST: bool(np.any(np.sum(counts, axis=0) < 1)),
    }


def _places(parts, m):
    """In which set each example is; None unless they share the examples out."""
    if _any(_covering(parts, m)):
        return None
    places = np.empty(m, dtype=np.int64)
    for number, part in enumerate(parts):
        places[np.asarray(part, dtype=np.int64)] = number
    return places


def _drawn(function, args, rng, places, found):
    """Whether the places are drawn, from this generator, independently of where the examples stand."""
    sizes = np.bincount(found).tolist()
    if len(found) < MANY or randomness.possible(sizes) < randomness.LIMIT:  # two draws may agree by chance
        return {}
    steps = np.flatnonzero(np.diff(found))
    if len(steps) < len([size for size in sizes if size]):  # each set is one block of examples
        return {UNSHUFFLED: True}
    first, again, other = codec.copy(rng), codec.copy(rng), another(rng)
    function(*args[:-1], first)
    later, repeated, others = (places(function(*args[:-1], draws)) for draws in (first, again, other))
    seen = {
        UNSHUFFLED: False,
        STILL: same(first, rng),
        UNREPEATABLE: not np.array_equal(repeated, found),
        FIXED: np.array_equal(others, found),
    }
    if _any(seen):
        return seen
    return seen | randomness.first_fault(_dependences(found, later, sizes))


def _dependences(found, later, sizes):
    yield "many examples stay where they are without a shuffle", randomness.staying(found, sizes)
    yield "examples next to each other stay together", randomness.following_on(found, sizes)
    together, never = randomness.at_distance(found, sizes)
    yield "examples a fixed distance apart are in the same set", together
    yield "examples a fixed distance apart are kept in different sets", never
    if later is not None:
        name = "the sets of a second call depend on those of the first"
        yield name, randomness.reshuffled(found, later, np.bincount(later, minlength=len(sizes)))
