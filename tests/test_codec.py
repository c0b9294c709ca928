"""What counts as plain data: the standard library's mappings too, and generators with the seed of their children."""

import collections
import fractions
import json
import types

import numpy as np
import pytest

from graders.checks import codec

PLAIN = {"W1": np.ones((2, 3)), "b1": 0.5}

MAPPINGS = [
    collections.OrderedDict(PLAIN),
    collections.defaultdict(list, PLAIN),
    collections.Counter(PLAIN),
    collections.UserDict(PLAIN),
    collections.ChainMap({"W1": PLAIN["W1"]}, {"W1": "covered by the first", "b1": 0.5}),
    types.MappingProxyType(PLAIN),
    types.MappingProxyType(collections.OrderedDict(PLAIN)),
    collections.ChainMap(collections.UserDict(PLAIN), types.MappingProxyType({})),
]


@pytest.mark.parametrize("mapping", MAPPINGS, ids=lambda mapping: type(mapping).__name__)
def test_a_standard_mapping_counts_as_the_dict_that_it_holds(mapping):
    back = codec.loads(codec.dumps([mapping]))[0]
    assert type(back) is dict
    np.testing.assert_equal(back, PLAIN)


def test_a_mapping_within_a_mapping():
    nested = collections.OrderedDict(layers=collections.defaultdict(dict, {1: types.MappingProxyType({"W": 1.0})}))
    assert codec.copy(nested) == {"layers": {1: {"W": 1.0}}}


class Calls(Exception):
    """A student's code was called."""


def called(*args):
    raise Calls


class Mine(dict):
    items = keys = values = __iter__ = __getitem__ = __len__ = called


class MyUserDict(collections.UserDict):
    pass


class MyMapping(collections.abc.Mapping):
    __getitem__ = __iter__ = __len__ = items = called


class Key:
    __hash__ = __eq__ = called


Point = collections.namedtuple("Point", "x y")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Mine(a=1), "a Mine is not plain data: return a plain dict instead"),
        (MyUserDict(a=1), "a MyUserDict is not plain data: return a plain dict instead"),
        (MyMapping(), "a MyMapping is not plain data: return a plain dict instead"),
        (types.MappingProxyType(MyMapping()), "a MyMapping is not plain data: return a plain dict instead"),
        (collections.ChainMap(Mine(a=1)), "a Mine is not plain data: return a plain dict instead"),
        (zip([1], [2]), "a zip is not plain data: return a list instead"),
        (fractions.Fraction(1, 3), "a Fraction is not plain data: return a float instead"),
        (Point(1, 2), "a Point is not plain data: return a plain tuple instead"),
        (np.ma.masked_array([1.0]), "a MaskedArray is not plain data: return a plain NumPy array instead"),
        ({1, 2}, "a set is not plain data: return a list instead"),
        ((n for n in [1]), "a generator is not plain data: return a list instead"),
        (2**300, "an int that is too large"),
        (object(), "an object is not plain data"),
    ],
    ids=lambda value: None if isinstance(value, str) else type(value).__name__,
)
def test_a_class_of_the_students_own_is_not_asked_and_the_words_say_what_to_return(value, words):
    with pytest.raises(codec.Unsupported, match=words):
        codec.encode(value)


def test_what_a_mapping_hides_is_not_believed():
    hidden = collections.UserDict()
    hidden.data = Mine(a=1)
    without = collections.ChainMap()
    without.maps = (called,)
    ring = collections.ChainMap()
    ring.maps = [ring, ring]
    for value in (hidden, without, ring):
        with pytest.raises(codec.Unsupported):
            codec.encode(value)


def test_methods_put_onto_the_standard_classes_are_not_called(monkeypatch):
    for kind in (collections.Counter, collections.UserDict, collections.ChainMap):
        for name in ("items", "keys", "__getitem__", "__iter__", "__len__"):
            monkeypatch.setattr(kind, name, called, raising=False)
    plain = {"a": 1}
    counter, chain = collections.Counter(), collections.ChainMap()
    dict.update(counter, plain)
    chain.maps = [plain]
    user = collections.UserDict.__new__(collections.UserDict)
    user.data = plain
    assert [codec.copy(value) for value in (counter, chain, user)] == [plain] * 3


def test_a_metaclass_is_not_asked_for_a_name():
    class Meta(type):
        __name__ = property(called)
        __mro__ = property(called)

    with pytest.raises(codec.Unsupported):
        codec.encode(Meta("Sly", (dict,), {})())


@pytest.mark.parametrize("seed", [5, np.int64(7), [1, 2, 3], (4,), np.array([5, 6], np.uint32), 2**120])
def test_a_copied_generator_spawns_what_the_original_would(seed):
    rng = np.random.default_rng(seed)
    rng.random(3)
    rng.spawn(2)
    copies = [codec.copy(rng), codec.loads(codec.dumps(codec.copy(rng)))]
    (child,) = rng.spawn(1)
    grandchildren = [one.random(4) for one in (child, *child.spawn(1))]
    for copied in copies:
        (other,) = copied.spawn(1)
        np.testing.assert_array_equal([one.random(4) for one in (other, *other.spawn(1))], grandchildren)
        np.testing.assert_array_equal(copied.random(4), codec.copy(rng).random(4))


def test_a_spawned_child_counts_as_moving_on():
    rng = np.random.default_rng(3)
    before = codec.encode(rng)
    rng.spawn(1)
    assert codec.encode(rng) != before


def test_a_generator_is_brought_to_where_a_copy_of_it_has_gone():
    rng = np.random.default_rng(3)
    copied = codec.copy(rng)
    copied.random(5)
    copied.spawn(3)
    codec.go_on(rng, copied)
    assert codec.encode(rng) == codec.encode(copied)
    np.testing.assert_array_equal(rng.spawn(1)[0].random(3), copied.spawn(1)[0].random(3))


def forged(change):
    """The text of a generator after change(state, seed), both dicts of what codec wrote."""
    data = codec.encode(np.random.default_rng(1))
    parts = dict(data["generator"]["dict"])
    state, seed = (dict(parts[name]["dict"]) for name in ("state", "seed"))
    change(state, seed)
    parts = {"state": {"dict": list(map(list, state.items()))}, "seed": {"dict": list(map(list, seed.items()))}}
    return json.dumps({"generator": {"dict": list(map(list, parts.items()))}})


def test_an_unchanged_forgery_is_accepted():
    assert codec.loads(forged(lambda state, seed: None)).random() == np.random.default_rng(1).random()


@pytest.mark.parametrize(
    "change",
    [
        lambda state, seed: seed.update(entropy=5),
        lambda state, seed: seed.update(entropy=[-1]),
        lambda state, seed: seed.update(entropy=[True]),
        lambda state, seed: seed.update(entropy=["0x1"]),
        lambda state, seed: seed.update(entropy=[1] * 1000),
        lambda state, seed: seed.update(spawn_key={"tuple": [1]}),
        lambda state, seed: seed.update(pool_size=10**9),
        lambda state, seed: seed.update(pool_size=1),
        lambda state, seed: seed.update(children=-1),
        lambda state, seed: seed.update(children=10**12),
        lambda state, seed: seed.update(more=1),
        lambda state, seed: seed.pop("entropy"),
        lambda state, seed: state.update(bit_generator="MT19937"),
        lambda state, seed: state.update(has_uint32=2),
        lambda state, seed: state.update(uinteger=2**32),
        lambda state, seed: state.update(state={"dict": [["state", 1], ["inc", 2]]}),
        lambda state, seed: state.update(state={"dict": [["state", 2**128], ["inc", 1]]}),
        lambda state, seed: state.update(state=[1, 1]),
        lambda state, seed: state.pop("uinteger"),
    ],
    ids=range(19),
)
def test_a_forged_generator_is_not_believed(change):
    with pytest.raises(codec.Unsupported):
        codec.loads(forged(change))


def test_a_seed_of_another_kind_cannot_travel():
    class Seed(np.random.SeedSequence):
        pass

    with pytest.raises(codec.Unsupported):
        codec.encode(np.random.Generator(np.random.PCG64(Seed(1))))
