"""Plain data as JSON and back, exactly: the only way in which an answer travels or is stored.

Plain data are None, booleans, numbers, strings, lists, tuples, dicts, NumPy scalars and arrays of numbers, and NumPy's
default generator, of exactly those classes: a subclass can redefine what equality means, so it is not supported. The
standard library's mappings (MAPPINGS) count as the dict that they hold. Nothing is ever unpickled.

With a Wire, which plain tests use, a few more kinds of the standard library and of NumPy are plain, one object that
stands in two places stays one object, and for what else is not plain data the Wire may send a reference.
"""

import base64
import collections
import datetime
import decimal
import fractions
import gc
import json
import math
import types

import numpy as np

MAX_DEPTH = 20
MAX_VALUES = 100_000
MAX_ARRAY_BYTES = 64 << 20  # of all arrays together
MAX_STRING = 1 << 20
MAX_INT_BITS = 256  # a generator's state holds integers of 128 bits
MAX_KEY = 1 << 60  # larger integers can share their hash, and a dict of many of these takes hours to build
MAX_SEEDS = 64  # numbers in the seed of a generator, and in the key of a spawned one
MAX_CHILDREN = 10_000  # that a generator has spawned
MAX_OTHER_KEYS = 5_000  # keys that are neither strings nor small numbers: tuples can be made to share their hash
MAX_EXPONENT = 1_000  # of a Decimal: int() of a larger one takes long
DTYPES = frozenset(
    [
        "bool",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "float16",
        "float32",
        "float64",
        "complex64",
        "complex128",
    ]
)
DOUBLE = {"g": "float64", "G": "complex128"}  # as what long double counts, which is another type on each machine
NAMES = {np.dtype(name): name for name in DTYPES}  # NumPy works out a dtype's name at every call


class Unsupported(ValueError):
    """A value cannot travel or be stored: it is not plain data, or too much of it. The message says which."""


def dumps(value):
    """The value as one line of JSON. Raises Unsupported."""
    return json.dumps(encode(value), allow_nan=False)


def loads(text):
    """The value that dumps wrote. Believes nothing about text. Raises Unsupported."""
    try:
        data = json.loads(text, parse_constant=_unsupported_constant)
    except (ValueError, TypeError, RecursionError) as error:
        raise Unsupported(f"not readable as plain data: {str(error)[:100]}") from None
    return decode(data)


def copy(value):
    """A copy of plain data that shares nothing with value. Raises Unsupported if value is not plain data."""
    return _decode(_encode(value, 0, _Budget(copying=True)), 0, _Budget(copying=True))


def comparable(value):
    """What is equal for two values that are the same to the last bit, and of the same kinds. Raises Unsupported."""
    return _encode(value, 0, _Budget(copying=True))


def encode(value, wire=None):
    """The value as what json.dumps takes. Raises Unsupported."""
    return _encode(value, 0, _Budget(wire))


def decode(data, wire=None):
    """What encode was given, from what json.loads gave. Believes nothing about it. Raises Unsupported."""
    try:
        return _decode(data, 0, _Budget(wire))
    except Unsupported:
        raise
    except Exception as error:  # whatever the data makes NumPy raise: it was not ours
        raise Unsupported(f"not readable as plain data: {str(error)[:100]}") from None


class _Budget:
    """How much one value may still hold. copying: it goes nowhere, and the bytes of arrays stay bytes."""

    def __init__(self, wire=None, copying=False):
        self.copying = copying
        self.values = MAX_VALUES
        self.array_bytes = MAX_ARRAY_BYTES
        self.wire = wire

    def spend(self, depth):
        self.values -= 1
        if self.values < 0:
            raise Unsupported(f"more than {MAX_VALUES} values")
        if depth > MAX_DEPTH:
            raise Unsupported(f"nested more than {MAX_DEPTH} levels deep")

    def spend_array(self, nbytes):
        self.array_bytes -= nbytes
        if self.array_bytes < 0:
            raise Unsupported(f"more than {MAX_ARRAY_BYTES} bytes of arrays")


class Wire:
    """What two processes know together about one message: its containers and arrays, in the order of their ends.

    Both sides number them alike, so that a second occurrence can be sent as a number. arguments: the Wire of the call
    that this message answers, whose arguments are sent as numbers, too. Subclasses send and read other references.
    """

    def __init__(self, arguments=None):
        self.made, self.numbers = [], {}
        self.arguments = arguments

    def add(self, value):
        """Called for each container and array when it is complete."""
        self.numbers[id(value)] = len(self.made)
        self.made.append(value)

    def known(self, value):
        """A reference, a list that JSON can hold, to a value that need not be sent; or None."""
        for tag, wire in (("argument", self.arguments), ("again", self)):
            if wire and id(value) in wire.numbers:
                return [tag, wire.numbers[id(value)]]
        return None

    def keep(self, value):
        """A reference to a value that is not plain data. Raises Unsupported if there can be none."""
        raise Unsupported(_why_not(type(value)))

    def resolve(self, reference):
        """The value behind a reference that the other side sent. Believes nothing. Raises Unsupported."""
        if type(reference) is list and len(reference) == 2 and reference[0] in ("again", "argument"):
            wire = self if reference[0] == "again" else self.arguments
            return numbered(wire.made if wire else [], reference[1])
        raise Unsupported("not a reference")


def numbered(values, number):
    """One of a list of values, by a number from outside. Raises Unsupported."""
    if type(number) is not int or not 0 <= number < len(values):
        raise Unsupported("a reference to nothing")
    return values[number]


def _encode(value, depth, left):
    data = _encode_value(value, depth, left)
    if left.wire is not None and _is_container(data):
        left.wire.add(value)
    return data


def _decode(data, depth, left):
    value = _decode_value(data, depth, left)
    if left.wire is not None and _is_container(data):
        left.wire.add(value)
    return value


def _is_container(data):
    """Whether what stands for a value is one that both sides number: a list's items say nothing about that."""
    return type(data) is list or (type(data) is dict and "reference" not in data and "float" not in data)


def _encode_value(value, depth, left):
    left.spend(depth)
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is int and value.bit_length() <= MAX_INT_BITS:
        return value
    if kind is str and len(value) <= MAX_STRING:
        return value
    if kind is float:
        return value if math.isfinite(value) else {"float": repr(value)}
    if left.wire is not None:
        reference = left.wire.known(value)
        if reference is not None:
            return {"reference": reference}
        if kind in MORE:
            return {MORE[kind][0]: _encode(MORE[kind][1](value), depth + 1, left)}
        if kind is np.ndarray and value.dtype.kind == "U":
            return {"texts": _encode([list(value.shape), value.ravel().tolist()], depth + 1, left)}
    if kind is list:
        return [_encode(item, depth + 1, left) for item in value]
    if kind is tuple:
        return {"tuple": [_encode(item, depth + 1, left) for item in value]}
    if kind in MAPPINGS:
        pairs = MAPPINGS[kind](value, depth, left)
        return {"dict": [[_encode(key, depth + 1, left), _encode(item, depth + 1, left)] for key, item in pairs]}
    if kind is np.ndarray:
        return {"array": _encode_array(value, left)}
    if issubclass(kind, np.generic) and kind is np.dtype(kind).type:
        return {"scalar": _encode_array(np.asarray(value), left)}
    if kind is np.random.Generator and type(value.bit_generator) is np.random.PCG64:
        return {"generator": _encode(_generator_parts(value), depth + 1, left)}
    if left.wire is not None:
        return {"reference": left.wire.keep(value)}
    raise Unsupported(_why_not(kind))


def _why_not(kind):
    """What to say of a value of this class. A metaclass of the student's is not asked."""
    name = type.__dict__["__name__"].__get__(kind)
    name = f"an {name}" if name[:1] in "AEIOUaeiou" else f"a {name}"
    for plain, instead in INSTEAD.items():
        if plain in type.__dict__["__mro__"].__get__(kind) and kind not in (int, str):
            return f"{name} is not plain data: return {instead} instead"
    return f"{name} that is too large" if kind in (int, str, bytes) else f"{name} is not plain data"


INSTEAD = {
    dict: "a plain dict",
    collections.abc.Mapping: "a plain dict",
    collections.UserDict: "a plain dict",
    list: "a plain list",
    tuple: "a plain tuple",
    str: "a plain string",
    np.ndarray: "a plain NumPy array",
    int: "a plain number",
    float: "a plain number",
    set: "a list",
    **dict.fromkeys((types.GeneratorType, zip, map, filter, enumerate, range), "a list"),
    fractions.Fraction: "a float",
    np.floating: "a float",
}


# -- mappings: each as its pairs. A student can redefine the methods of those that are written in Python, and put
# anything inside: nothing is called here but what belongs to CPython itself.


def _pairs(mapping, depth, left):
    left.spend(depth)
    if type(mapping) not in MAPPINGS:
        raise Unsupported(_why_not(type(mapping)))
    return MAPPINGS[type(mapping)](mapping, depth, left)


def _pairs_of_dict(value, depth, left):
    return dict.items(value)


def _pairs_of_user_dict(value, depth, left):
    return _pairs(_attribute(value, "data"), depth + 1, left)


def _pairs_of_chain_map(value, depth, left):
    """The first of the maps that has a key counts. The keys must be plain, or their own __eq__ would be asked."""
    maps, merged = _attribute(value, "maps"), {}
    if type(maps) is not list:
        raise Unsupported("a ChainMap without a list of maps")
    for part in reversed(maps):
        for key, item in _pairs(part, depth + 1, left):
            if type(key) not in PLAIN_KEYS:
                raise Unsupported("a ChainMap with a key that is not plain")
            merged[key] = item
    return merged.items()


def _pairs_of_proxy(value, depth, left):
    (mapping,) = gc.get_referents(value)  # the proxy's methods are those of the mapping, which may be a student's
    return _pairs(mapping, depth + 1, left)


_ATTRIBUTES = {kind: kind.__dict__["__dict__"] for kind in (collections.UserDict, collections.ChainMap)}


def _attribute(value, name):
    return dict.get(_ATTRIBUTES[type(value)].__get__(value), name)


PLAIN_KEYS = str, int, float, bool, type(None)
MAPPINGS = {
    dict: _pairs_of_dict,
    collections.OrderedDict: _pairs_of_dict,
    collections.defaultdict: _pairs_of_dict,
    collections.Counter: _pairs_of_dict,
    collections.UserDict: _pairs_of_user_dict,
    collections.ChainMap: _pairs_of_chain_map,
    types.MappingProxyType: _pairs_of_proxy,
}


# -- generators: the state, and the seed that children are spawned from


def _generator_parts(generator):
    seed = generator.bit_generator.seed_seq
    if type(seed) is not np.random.SeedSequence:
        raise Unsupported("a generator with a seed of its own kind is not plain data")
    parts = {
        "entropy": _numbers(seed.entropy),
        "spawn_key": _numbers(seed.spawn_key),
        "pool_size": seed.pool_size,
        "children": seed.n_children_spawned,
    }
    return {"state": generator.bit_generator.state, "seed": parts}


def _numbers(seed):
    """A seed, one number or several, as a list: the same children come from both."""
    seeds = (
        seed if type(seed) in (list, tuple) else np.atleast_1d(seed).tolist() if type(seed) is np.ndarray else [seed]
    )
    if not all(type(n) is int or issubclass(type(n), np.integer) for n in seeds):
        raise Unsupported("a generator with a seed that is no number is not plain data")
    return [int(n) for n in seeds]


def go_on(generator, other):
    """Bring a generator to where another is, which is a copy of it that has moved on: its state, and its children."""
    generator.bit_generator.state = other.bit_generator.state
    mine, others = generator.bit_generator.seed_seq, other.bit_generator.seed_seq
    for _ in range(min(others.n_children_spawned - mine.n_children_spawned, MAX_CHILDREN)):
        mine.spawn(1)


def _encode_array(array, left):
    """[dtype, shape, content]; the content of an array of zeros is empty."""
    if array.dtype.char in DOUBLE:
        with np.errstate(over="ignore"):
            array = array.astype(DOUBLE[array.dtype.char])
    dtype = array.dtype.newbyteorder("=")
    name = NAMES.get(dtype)
    if name is None:
        raise Unsupported(f"an array of {dtype.name} is not plain data")
    left.spend_array(array.nbytes)
    little = np.ascontiguousarray(array).astype(dtype.newbyteorder("<"), copy=False)
    raw = little.tobytes() if array.any() else b""
    return [name, list(array.shape), raw if left.copying else base64.b64encode(raw).decode("ascii")]


def _decode_value(data, depth, left):
    left.spend(depth)
    kind = type(data)
    if data is None or kind is bool or kind is float:
        return data
    if kind is int and data.bit_length() <= MAX_INT_BITS:
        return data
    if kind is str and len(data) <= MAX_STRING:
        return data
    if kind is list:
        return [_decode(item, depth + 1, left) for item in data]
    if kind is not dict or len(data) != 1:
        raise Unsupported("not plain data")
    ((tag, body),) = data.items()
    if tag == "float" and body in ("nan", "inf", "-inf"):
        return float(body)
    if tag == "tuple" and type(body) is list:
        return tuple(_decode(item, depth + 1, left) for item in body)
    if tag == "dict" and type(body) is list:
        return _decode_dict(body, depth, left)
    if tag == "array":
        return _decode_array(body, left)
    if tag == "scalar":
        array = _decode_array(body, left)
        if array.shape != ():
            raise Unsupported("a scalar with a shape")
        return array[()]
    if tag == "generator":
        return _decode_generator(_decode(body, depth + 1, left))
    if left.wire is not None and tag == "reference":
        return left.wire.resolve(body)
    if left.wire is not None and tag in READ_MORE:
        return READ_MORE[tag](_decode(body, depth + 1, left))
    raise Unsupported("not plain data")


def _decode_dict(pairs, depth, left):
    result = {}
    for pair in pairs:
        if type(pair) is not list or len(pair) != 2:
            raise Unsupported("a dict that is not made of pairs")
        key = _decode(pair[0], depth + 1, left)
        if not _is_plain_key(key) and (left.wire is None or len(pairs) > MAX_OTHER_KEYS):
            raise Unsupported("a dict key that is not plain")
        if key in result:
            raise Unsupported("a dict key that comes twice")
        result[key] = _decode(pair[1], depth + 1, left)
    return result


def _is_plain_key(key):
    return type(key) in PLAIN_KEYS and not (type(key) is int and abs(key) > MAX_KEY)


# -- what else is plain data on a wire: each kind of the standard library by its parts


def _date_parts(value):
    if type(getattr(value, "tzinfo", None)) not in (type(None), datetime.timezone):
        raise Unsupported("a time in a zone of its own kind is not plain data")
    return value.isoformat()


MORE = {
    complex: ("complex", lambda value: [value.real, value.imag]),
    bytes: ("bytes", bytes.hex),
    set: ("set", list),
    frozenset: ("frozenset", list),
    collections.OrderedDict: ("ordered", dict),
    collections.Counter: ("counter", dict),
    range: ("range", lambda value: [value.start, value.stop, value.step]),
    slice: ("slice", lambda value: [value.start, value.stop, value.step]),
    fractions.Fraction: ("fraction", lambda value: [value.numerator, value.denominator]),
    decimal.Decimal: ("decimal", str),
    datetime.datetime: ("datetime", _date_parts),
    datetime.date: ("date", _date_parts),
    datetime.time: ("time", _date_parts),
    datetime.timedelta: ("timedelta", lambda value: [value.days, value.seconds, value.microseconds]),
    type(Ellipsis): ("ellipsis", lambda value: None),
    np.str_: ("text", str),
    np.matrix: ("matrix", np.asarray),
    np.ma.MaskedArray: ("masked", lambda value: [np.asarray(value.data), np.ma.getmaskarray(value)]),
}


def _read_set(kind):
    def read(items):
        if type(items) is not list or (len(items) > MAX_OTHER_KEYS and not all(map(_is_plain_key, items))):
            raise Unsupported("a set of what is not plain")
        return kind(items)

    return read


def _read_mapping(kind):
    def read(found):
        if type(found) is not dict:
            raise Unsupported("a mapping of what is no dict")
        return kind(found)

    return read


def _read_range(parts):
    found = range(*_whole(parts, 3))
    if len(found) > MAX_VALUES:
        raise Unsupported(f"a range of more than {MAX_VALUES} numbers")
    return found


def _read_decimal(text):
    found = decimal.Decimal(text if len(text) < 1000 else "sNaN")
    if found.is_snan() or abs(found.adjusted()) > MAX_EXPONENT:
        raise Unsupported("a Decimal that is too large")
    return found


def _whole(parts, count):
    if type(parts) is not list or len(parts) != count or not all(type(part) is int for part in parts):
        raise Unsupported("not whole numbers")
    return parts


def _read_texts(parts):
    shape, texts = parts
    if not all(type(text) is str for text in texts):
        raise Unsupported("not an array of strings")
    if 4 * len(texts) * max(map(len, texts), default=0) > MAX_ARRAY_BYTES:
        raise Unsupported("an array that is too large")
    return np.array(texts, dtype=np.str_).reshape(shape)


def _read_matrix(array):
    if type(array) is not np.ndarray or array.ndim != 2:
        raise Unsupported("not a matrix")
    return array.view(np.matrix)


def _read_masked(parts):
    if type(parts) is not list or [type(part) for part in parts] != [np.ndarray] * 2:
        raise Unsupported("not a masked array")
    data, mask = parts
    if mask.dtype != bool or mask.shape != data.shape:
        raise Unsupported("not the mask of an array")
    return np.ma.MaskedArray(data, mask)


READ_MORE = {
    "matrix": _read_matrix,
    "masked": _read_masked,
    "text": lambda text: np.str_(text if type(text) is str else ""),
    "texts": _read_texts,
    "complex": lambda parts: complex(*parts),
    "bytes": bytes.fromhex,
    "set": _read_set(set),
    "frozenset": _read_set(frozenset),
    "ordered": _read_mapping(collections.OrderedDict),
    "counter": _read_mapping(collections.Counter),
    "range": _read_range,
    "slice": lambda parts: slice(*parts),
    "fraction": lambda parts: fractions.Fraction(*_whole(parts, 2)),
    "decimal": _read_decimal,
    "datetime": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "time": datetime.time.fromisoformat,
    "timedelta": lambda parts: datetime.timedelta(*_whole(parts, 3)),
    "ellipsis": lambda nothing: ...,
}


def _decode_array(body, left):
    if type(body) is not list or len(body) != 3:
        raise Unsupported("not an array")
    name, shape, text = body
    if type(name) is not str or name not in DTYPES or type(shape) is not list or type(text) not in (str, bytes):
        raise Unsupported("not an array")
    if len(shape) > 8 or not all(type(n) is int and 0 <= n <= MAX_ARRAY_BYTES for n in shape):
        raise Unsupported("not the shape of an array")
    dtype = np.dtype(name)
    left.spend_array(math.prod(shape) * dtype.itemsize)
    if len(text) > 2 * MAX_ARRAY_BYTES:
        raise Unsupported("an array that is too large")
    raw = text if left.copying else base64.b64decode(text, validate=True)
    if not raw:
        return np.zeros(shape, dtype)
    if math.prod(shape) * dtype.itemsize != len(raw):
        raise Unsupported("an array whose shape and content disagree")
    return np.frombuffer(raw, dtype.newbyteorder("<")).astype(dtype).reshape(shape)


def _decode_generator(parts):
    if type(parts) is not dict or parts.keys() != {"state", "seed"}:
        raise Unsupported("not a generator")
    state, seed = parts["state"], parts["seed"]
    if type(seed) is not dict or seed.keys() != {"entropy", "spawn_key", "pool_size", "children"}:
        raise Unsupported("not the seed of a generator")
    lists = seed["entropy"], seed["spawn_key"]
    if not all(type(part) is list and len(part) <= MAX_SEEDS and all(map(_is_seed, part)) for part in lists):
        raise Unsupported("not the seed of a generator")
    if not (_is_within(seed["pool_size"], 4, 64) and _is_within(seed["children"], 0, MAX_CHILDREN)):
        raise Unsupported("not the seed of a generator")
    if not _is_state(state):
        raise Unsupported("not the state of a generator")
    sequence = np.random.SeedSequence(
        seed["entropy"],
        spawn_key=tuple(seed["spawn_key"]),
        pool_size=seed["pool_size"],
        n_children_spawned=seed["children"],
    )
    generator = np.random.Generator(np.random.PCG64(sequence))
    generator.bit_generator.state = state
    return generator


def _is_state(state):
    """Whether this is what PCG64 gives as its state, with an increment that is odd."""
    if type(state) is not dict or state.keys() != {"bit_generator", "state", "has_uint32", "uinteger"}:
        return False
    inner = state["state"]
    return (
        state["bit_generator"] == "PCG64"
        and type(inner) is dict
        and inner.keys() == {"state", "inc"}
        and all(_is_within(inner[name], 0, 2**128 - 1) for name in ("state", "inc"))
        and inner["inc"] % 2 == 1
        and _is_within(state["has_uint32"], 0, 1)
        and _is_within(state["uinteger"], 0, 2**32 - 1)
    )


def _is_seed(number):
    return type(number) is int and number >= 0


def _is_within(number, least, most):
    return type(number) is int and least <= number <= most


def _unsupported_constant(name):
    raise Unsupported(f"{name} in JSON")
