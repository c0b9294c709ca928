"""Plain data as JSON and back, exactly: the only way in which an answer travels or is stored.

Plain data are None, booleans, numbers, strings, lists, tuples, dicts, NumPy scalars and arrays of numbers, and NumPy's
default generator, of exactly those classes: a subclass can redefine what equality means, so it is not
supported. Nothing is ever unpickled.
"""

import base64
import json
import math

import numpy as np

MAX_DEPTH = 20
MAX_VALUES = 100_000
MAX_ARRAY_BYTES = 64 << 20  # of all arrays together
MAX_STRING = 1 << 20
MAX_INT_BITS = 256  # a generator's state holds integers of 128 bits
MAX_KEY = 1 << 60  # larger integers can share their hash, and a dict of many of these takes hours to build
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
    return decode(encode(value))


def encode(value):
    """The value as what json.dumps takes. Raises Unsupported."""
    return _encode(value, 0, _Budget())


def decode(data):
    """What encode was given, from what json.loads gave. Believes nothing about it. Raises Unsupported."""
    try:
        return _decode(data, 0, _Budget())
    except Unsupported:
        raise
    except Exception as error:  # whatever the data makes NumPy raise: it was not ours
        raise Unsupported(f"not readable as plain data: {str(error)[:100]}") from None


class _Budget:
    """How much one value may still hold."""

    def __init__(self):
        self.values = MAX_VALUES
        self.array_bytes = MAX_ARRAY_BYTES

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


def _encode(value, depth, left):
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
    if kind is list:
        return [_encode(item, depth + 1, left) for item in value]
    if kind is tuple:
        return {"tuple": [_encode(item, depth + 1, left) for item in value]}
    if kind is dict:
        return {
            "dict": [[_encode(key, depth + 1, left), _encode(item, depth + 1, left)] for key, item in value.items()]
        }
    if kind is np.ndarray:
        return {"array": _encode_array(value, left)}
    if issubclass(kind, np.generic) and kind is np.dtype(kind).type:
        return {"scalar": _encode_array(np.asarray(value), left)}
    if kind is np.random.Generator and type(value.bit_generator) is np.random.PCG64:
        return {"generator": _encode(value.bit_generator.state, depth + 1, left)}
    raise Unsupported(f"a {kind.__name__} is not plain data, or too much of it")


def _encode_array(array, left):
    """[dtype, shape, content]; the content of an array of zeros is empty."""
    dtype = array.dtype.newbyteorder("=")
    if dtype.name not in DTYPES:
        raise Unsupported(f"an array of {dtype.name} is not plain data")
    left.spend_array(array.nbytes)
    little = np.ascontiguousarray(array).astype(dtype.newbyteorder("<"), copy=False)
    raw = little.tobytes() if array.any() else b""
    return [dtype.name, list(array.shape), base64.b64encode(raw).decode("ascii")]


def _decode(data, depth, left):
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
    raise Unsupported("not plain data")


def _decode_dict(pairs, depth, left):
    result = {}
    for pair in pairs:
        if type(pair) is not list or len(pair) != 2:
            raise Unsupported("a dict that is not made of pairs")
        key = _decode(pair[0], depth + 1, left)
        if type(key) not in (str, int, float, bool, type(None)) or (type(key) is int and abs(key) > MAX_KEY):
            raise Unsupported("a dict key that is not plain")
        if key in result:
            raise Unsupported("a dict key that comes twice")
        result[key] = _decode(pair[1], depth + 1, left)
    return result


def _decode_array(body, left):
    if type(body) is not list or len(body) != 3:
        raise Unsupported("not an array")
    name, shape, text = body
    if type(name) is not str or name not in DTYPES or type(shape) is not list or type(text) is not str:
        raise Unsupported("not an array")
    if len(shape) > 8 or not all(type(n) is int and 0 <= n <= MAX_ARRAY_BYTES for n in shape):
        raise Unsupported("not the shape of an array")
    dtype = np.dtype(name)
    left.spend_array(math.prod(shape) * dtype.itemsize)
    if len(text) > 2 * MAX_ARRAY_BYTES:
        raise Unsupported("an array that is too large")
    raw = base64.b64decode(text, validate=True)
    if not raw:
        return np.zeros(shape, dtype)
    if math.prod(shape) * dtype.itemsize != len(raw):
        raise Unsupported("an array whose shape and content disagree")
    return np.frombuffer(raw, dtype.newbyteorder("<")).astype(dtype).reshape(shape)


def _decode_generator(state):
    generator = np.random.default_rng(0)
    try:
        generator.bit_generator.state = state
    except (ValueError, TypeError, KeyError, OverflowError):
        raise Unsupported("not the state of a generator") from None
    return generator


def _unsupported_constant(name):
    raise Unsupported(f"{name} in JSON")
