"""In the judge's process: what stands for the student's functions, classes and objects, and how they travel.

A Proxy is never data: it is equal to nothing but itself, has no truth value and is no number, so that no object of a
student's own can pass for an answer. Its attributes, items and calls are asked of the student's process.

Only where a test makes objects of a class that an answer cell of the release defines, `Vector(1, 2) + Vector(3, 4)`,
are operators asked, too: of these objects, and of what operators make of them. None of them equals plain data.

What goes over the wire for `f(rows)` with rows = [[2], [1]], where f sorts them in place and returns the first
(protocol.py; containers have numbers in the order of their ends, so [2] is 0, [1] is 1 and rows is 2):

    judge    Call(test="f-test", target="f", do="call", args={"tuple": [[[2], [1]]]}, kwargs={"dict": []}, …)
    student  Answered(after=[[2, [{"reference": ["argument", 1]}, {"reference": ["argument", 0]}]]],
                      value={"reference": ["argument", 1]}, …)

The answer is the very list in the test. And for `f().x`, where f returns an object of the student's class P:

    student  Answered(value={"reference": ["object", "#0", "object", [[1, "P", "__main__", ["object"], None, []]]]}, …)
    judge    Call(test="f-test", target="#0", do="getattr", args={"tuple": ["x"]}, …)
    student  Answered(value=3, …)
"""

import builtins
import functools
import importlib
import inspect
import math
import sys
import types
from typing import Annotated

import msgspec
import numpy as np

from graders.checks import answer_key, codec, hints
from graders.engine import protocol

BY_NAME = (
    "builtins", "numpy", "math", "cmath", "operator", "random", "statistics", "numpy.linalg", "numpy.random",
)  # fmt: skip
REAL = ("matplotlib.", "pandas.")  # modules whose classes the judge knows too, so that isinstance can be asked of them
BUILT_IN = {"function": "FunctionType", "generator": "GeneratorType", "method": "MethodType"}  # their names in types
Class = tuple[int | None, str, str, list[int | str], str | None, list[str]]  # see Objects.family in handles
FAMILY = Annotated[list[Class], msgspec.Meta(min_length=1, max_length=30)]


class CannotTravel(codec.Unsupported):
    """A test hands over an object of its own, which no process but the judge's has."""


class Wire(codec.Wire):
    """One message to or from the student's process. test: whose objects it speaks of."""

    def __init__(self, calls, test, arguments=None):
        super().__init__(arguments)
        self.calls, self.test = calls, test

    def keep(self, value):
        """A reference to what a test hands over. Raises Unsupported."""
        remote = remote_of(value)
        if remote is not None:
            test, target = remote[1]
            if test != self.test:
                raise codec.Unsupported("an object of an earlier test: make it again in this one")
            return ["handle", target]
        if isinstance(value, types.ModuleType):
            return ["module", value.__name__]
        if (known := by_name(value)) is not None:
            return ["named", *known]
        if callable(value) and not isinstance(value, type):
            return self.calls.callback(value)
        raise CannotTravel(f"an object of the class {type(value).__name__}")

    def resolve(self, reference):
        if type(reference) is not list or len(reference) < 2:
            raise codec.Unsupported("not a reference")
        tag, what = reference[:2]
        if tag == "view" and len(reference) == 6 and self.arguments:
            return view(codec.numbered(self.arguments.made, what), *reference[2:])
        if tag == "callback":
            return codec.numbered(self.calls.callbacks, what)
        if tag == "handle" and type(what) is str and (self.test, what) in self.calls.proxies:
            return self.calls.proxies[self.test, what]
        if tag == "object" and len(reference) == 4 and type(what) is str:
            return proxy(self.calls, self.test, *reference[1:])
        return super().resolve(reference)


def by_name(value):
    """(module, name) of a built-in or a function of NumPy's, which the student's process has too; or None."""
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if not callable(value) or type(name) is not str or not all(part.isidentifier() for part in name.split(".")):
        return None
    for module in BY_NAME:
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part, None)
        if found is value:
            return module, name
    return None


def view(array, offset, shape, strides, dtype):
    """A view of an argument, as the student's process says that its answer is one. NumPy refuses what lies outside."""
    if type(array) is not np.ndarray or dtype not in codec.DTYPES or len(shape) > 8:
        raise codec.Unsupported("not a view")
    numbers = [offset, *shape, *strides]
    if not all(type(n) is int and abs(n) <= codec.MAX_ARRAY_BYTES for n in numbers) or len(shape) != len(strides):
        raise codec.Unsupported("not a view")
    if math.prod(shape) > codec.MAX_ARRAY_BYTES:
        raise codec.Unsupported("a view that is too large")
    if array.flags.c_contiguous:
        return np.ndarray(shape, dtype, array, offset, strides)
    # The student's copy lies in memory row by row, and this array does not: the whole, and its transpose, are alike.
    count = np.arange(array.size, dtype=np.int64).reshape(array.shape)
    size = array.dtype.itemsize
    scaled = [stride // size * 8 for stride in strides]
    places = np.ndarray(shape, np.int64, count, offset // size * 8, scaled)
    for same, found in ((count, array[...]), (count.T, array.T)):
        if np.array_equal(places, same) and array.dtype == dtype:
            return found
    raise codec.Unsupported("the answer is a view of an argument that is itself a view: hand over a copy in this test")


# -- proxies -----------------------------------------------------------------------------------------------------------


def remote_of(value):
    """(Calls, (test, target), words) of a Proxy, a mirrored class or an error of one; None of anything else."""
    kind = type(value)
    if kind is RemoteClass:
        return type.__dict__["__dict__"].__get__(value).get("_remote_of_class")
    if kind is Proxy or kind is Stub or isinstance(kind, RemoteClass):
        return object.__getattribute__(value, "__dict__").get("_remote_")
    return None


def ask(proxy, do, *args, **kwargs):
    calls, place, _ = remote_of(proxy)
    return calls.make(place, None, args, kwargs, do)


def asking(do):
    return lambda proxy, *args, **kwargs: ask(proxy, do, *args, **kwargs)


def text(proxy, do, *args):
    found = ask(proxy, do, *args)
    if type(found) is not str:
        raise codec.Unsupported("what should be a string is none")
    return found


def no_data(proxy, *_, **__):
    calls, _, words = remote_of(proxy)
    calls.used = True
    raise codec.Unsupported(words)


def length(proxy):
    found = ask(proxy, "len")
    if type(found) is not int or not 0 <= found <= codec.MAX_KEY:
        raise codec.Unsupported("a length that is no number")
    return found


def leave(proxy, kind, error, trace):
    """The end of a `with`: True if the error is dealt with. A verdict is none that a student's code can deal with."""
    if error is None:
        return ask(proxy, "exit") is True
    calls, words = remote_of(proxy)[0], str(error)[:300]
    own = remote_of(error)
    known = next((each.__name__ for each in kind.__mro__ if vars(builtins).get(each.__name__) is each), "Exception")
    done = ask(proxy, "exit", error if own else known, "" if calls.hidden else words) is True
    ours = AssertionError, codec.Unsupported, answer_key.GraderError
    return done and isinstance(error, Exception) and not isinstance(error, ours)


# Only an object whose class has these in the student's process has them here: Python asks the class.
METHODS = {
    **{name: asking(name.strip("_")) for name in protocol.METHODS},
    "__len__": length,
    "__contains__": lambda proxy, item: ask(proxy, "contains", item) is True,
    "__exit__": leave,
}


class RemoteClass(type):
    """The class of the classes that mirror a student's: they inherit from each other as the student's do."""

    def __new__(cls, name, *_, **__):
        raise answer_key.GraderError(
            f"a test makes a class {name} that inherits from a class of the student's, which is in another process: "
            "let a function of the notebook make it"
        )

    def __call__(cls, *args, **kwargs):
        if "_remote_of_class" not in cls.__dict__:
            return super().__call__(*args, **kwargs)
        calls, made = remote_of(cls)[0], ask(cls, "call", *args, **kwargs)
        released = any(calls.namespace.get(name) is cls for name in calls.names.classes)
        return trust(made) if released else made

    def __getattr__(cls, name):
        if "_remote_of_class" not in cls.__dict__ or not forwarded(name):
            raise AttributeError(name)
        return ask(cls, "getattr", name)

    @property
    def __signature__(cls):
        return signature_of(ask(cls, "signature"))

    def __setattr__(cls, name, value):
        ask(cls, "setattr", name, value)

    __iter__, __len__, __getitem__, __contains__ = (METHODS[f"__{n}__"] for n in ("iter", "len", "getitem", "contains"))


PUBLIC = {f"__{name}__" for name in ["name", "qualname", "annotations", "defaults", "kwdefaults", "wrapped", "self"]}
OURS = {"_remote_", "_remote_of_class", "_trusted_", "_beside_", "_plainly_", "_through_", "_hint_"}


def forwarded(name):
    """Whether to look an attribute up in the student's process: not those that Python and NumPy use to find data."""
    return (name not in OURS and not (name.startswith("__") and name.endswith("__"))) or name in PUBLIC


def trust(value):
    """Mark an object as one that the test made, or an operator: further operators may be asked of it."""
    if isinstance(type(value), RemoteClass):
        object.__getattribute__(value, "__dict__")["_trusted_"] = True
    return value


def is_trusted(value):
    return isinstance(type(value), RemoteClass) and "_trusted_" in object.__getattribute__(value, "__dict__")


def operation(do):
    """The method of Proxy for an operator: one of protocol's COMPARED, COMPUTED or TURNED."""

    def method(proxy, *others):
        objects = all(remote_of(other) for other in others)
        mine = is_trusted(proxy) or (objects and any(map(is_trusted, others)))
        if not mine or (do in protocol.COMPARED and not objects):
            return no_data(proxy)
        found = ask(proxy, do, *others)
        return found if do in protocol.COMPARED else trust(found)

    return method


class Proxy:
    # An object of the student's process. (A docstring would be in the way of the object's own.)

    def __init__(self, calls, place, words):
        object.__setattr__(self, "_remote_", (calls, place, words))

    def __getattr__(self, name):
        if not forwarded(name):
            raise AttributeError(name)
        return ask(self, "getattr", name)

    @property
    def __doc__(self):
        return ask(self, "getattr", "__doc__")

    def __setattr__(self, name, value):
        ask(self, "setattr", name, value)

    def __delattr__(self, name):
        ask(self, "delattr", name)

    def __str__(self):
        return text(self, "str")

    def __repr__(self):
        return text(self, "repr")

    def __format__(self, spec):
        return text(self, "format", spec)

    def __eq__(self, other):
        return True if other is self else False if other is None else operation("eq")(self, other)

    def __ne__(self, other):
        return False if other is self else True if other is None else operation("ne")(self, other)

    __hash__ = object.__hash__
    __index__ = __divmod__ = __rdivmod__ = no_data
    __array__ = __array_ufunc__ = __array_function__ = __bytes__ = __reduce_ex__ = __copy__ = __deepcopy__ = no_data


_TWO = [f"{r}{name}" for r in ("", "r", "i") for name in protocol.COMPUTED]
for _name in [*protocol.COMPARED[2:], *protocol.TURNED, *_TWO]:
    setattr(Proxy, f"__{_name}__", operation(_name))


class Stub(Proxy):
    # Stands for a function of the student's. Calls travel; changes to the arguments come back into the caller's.
    __doc__, __class__ = Proxy.__doc__, types.FunctionType
    __code__ = compile("...", "<the student's>", "eval")  # whatever looks at a function's flags

    def __init__(self, calls, place, words, beside=None):
        super().__init__(calls, place, words)
        object.__setattr__(self, "_beside_", beside)

    def __call__(self, *args, **kwargs):
        return ask(self, "call", *args, **kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else types.MethodType(self, instance)

    __iter__ = __len__ = __getitem__ = no_data  # a function is none of these, and the words say so

    def __repr__(self):
        return f"<the student's {':'.join(remote_of(self)[1])}>"

    __str__ = __repr__

    # What a check of a declared exercise asks of a function, by names that no student's function has.

    @property
    def _plainly_(self):
        """The function as declared exercises call it: its arguments and answers are plain data, or it raises."""
        return functools.partial(call_plainly, self)

    def _hint_(self, exercise):
        """What a search of the student's own code finds for an exercise, in the student's process: a Hint, or None."""
        calls, place, _ = remote_of(self)
        found = calls.hint(place, exercise.name)
        return found and hints.Hint(tuple(map(tuple, found.spots)), found.family, found.text)

    def _through_(self, call):
        """The function call(function, ...), which runs beside the student's function; call ships with the bundle."""
        return Stub(*remote_of(self), answer_key.reference_to(call))._plainly_

    @property
    def __signature__(self):
        return signature_of(ask(self, "signature"))


def call_plainly(stub, *args, **kwargs):
    calls, place, _ = remote_of(stub)
    return calls.make(place, object.__getattribute__(stub, "_beside_"), args, kwargs)


def signature_of(parts):
    """The inspect.Signature that the student's process describes. Raises Unsupported."""
    try:
        found = []
        for name, kind, has, default in parts:
            default = default if has is True else inspect.Parameter.empty
            found.append(inspect.Parameter(name, inspect._ParameterKind(kind), default=default))
        return inspect.Signature(found)
    except (TypeError, ValueError):
        raise codec.Unsupported("not a signature") from None


def proxy(calls, test, target, kind, family):
    """What stands for an object that the judge has not met yet.

    target: "#number". kind: "class", "callable" or "object". family: its classes, see `mirrored`.
    Raises Unsupported if there can be no such object.
    """
    if kind not in ("class", "callable", "object") or not (target[:1] == "#" and target[1:].isdigit()):
        raise codec.Unsupported("not an object")
    place = test, target
    made = mirrored(calls, test, family)
    if place not in calls.proxies:
        calls.count_object()
        calls.proxies[place] = standing_for(calls, place, kind, family, made)
    return calls.proxies[place]


def standing_for(calls, place, kind, family, made):
    if kind == "class" and not isinstance(made, RemoteClass):  # a built-in class, say
        return Stub(calls, place, "the answer is a class; did you forget to call it?")
    if issubclass(made, answer_key.AnswerStopped):
        error = made.__new__(made)
        answer_key.AnswerStopped.__init__(error, made.__name__, "")
        error.__dict__["_remote_"] = calls, place, ""
        return error
    name = family[0][1]
    words = f"an object of the class {name} is not plain data: return a number, a string, a list, a dict or an array"
    if made is Proxy:  # all its classes are built in
        made, special = (Stub, {}) if kind == "callable" else (Proxy, specials(family[0][5]))
        words = "the answer is a function; did you forget to call it?" if kind == "callable" else words
        special |= {"__doc__": Proxy.__dict__["__doc__"]}
        real = getattr(types, BUILT_IN.get(name, ""), None)
        made = type.__new__(RemoteClass, name, (made,), special | ({"__class__": real} if real else {}))
    elif (real := real_class(family)) is not None:
        made = type.__new__(RemoteClass, name, (made,), {"__class__": real})
    found = made.__new__(made)
    object.__setattr__(found, "_remote_", (calls, place, words))
    object.__setattr__(found, "_beside_", None)
    return found


def mirrored(calls, test, family):
    """The class that mirrors a student's, with those that it inherits from; Proxy if all of them are built in.

    family: see Objects.family in handles. Raises Unsupported if there can be no such class.
    """
    try:
        for number, name, module, bases, doc, special in reversed(msgspec.convert(family, FAMILY)):
            place = test, f"#{number}"
            if number is not None and place not in calls.proxies:
                words = f"{name} is a class; did you forget to make an object of it?"
                inside = {"_remote_of_class": (calls, place, words), "__doc__": doc, "__module__": module}
                inside |= specials(special)
                calls.count_object()
                calls.proxies[place] = mirror(name, parents_of(calls, test, bases), inside)
        numbers = [number for number, *_ in family if number is not None]
        return calls.proxies[test, f"#{numbers[0]}"] if numbers else Proxy
    except (TypeError, ValueError, KeyError):  # msgspec's is a ValueError
        raise codec.Unsupported("a class that cannot be mirrored") from None


def specials(names):
    return {name: METHODS[name] for name in names if name in METHODS}


def parents_of(calls, test, bases):
    parents = [calls.proxies[test, f"#{base}"] for base in bases if type(base) is int]
    named = [getattr(builtins, base, None) for base in bases if type(base) is str]
    ends_loops = StopIteration, StopAsyncIteration  # a loop of the test's would take one for its own end
    errors = [kind for kind in named if isinstance(kind, type) and issubclass(kind, Exception)]
    parents += [kind for kind in errors if not issubclass(kind, ends_loops) and kind is not Exception]
    if not any(issubclass(parent, (Proxy, answer_key.AnswerStopped)) for parent in parents):
        parents.insert(0, answer_key.AnswerStopped if errors else Proxy)
    return tuple(parents)


def mirror(name, parents, inside):
    """A class that mirrors one of the student's."""
    if not any(issubclass(parent, answer_key.AnswerStopped) for parent in parents):
        return type.__new__(RemoteClass, name, parents, inside)
    inside |= {"__getattr__": attribute_of_error, "__str__": lambda error: error.words}
    return type.__new__(RemoteClass, name, parents, inside)


def attribute_of_error(error, name):
    """What a test reads of an error of a class of the student's own."""
    remote = error.__dict__.get("_remote_")
    if remote is None or not forwarded(name):
        raise AttributeError(name)
    return remote[0].make(remote[1], None, (name,), {}, "getattr")


def real_class(family):
    """The class of a library that the judge knows too, of those that an object is of; or None."""
    for _, name, module, *_ in family:
        if f"{module}.".startswith(REAL) and module in sys.modules:
            found = getattr(sys.modules[module], name, None)
            return found if isinstance(found, type) else None
    return None


def explain_inspect():
    """Let inspect.getsource and getdoc take what stands for a function or a class of the student's."""
    source, documentation = inspect.getsource, inspect.getdoc

    def getdoc(value):
        return inspect.cleandoc(value.__doc__) if remote_of(value) and value.__doc__ else documentation(value)

    inspect.getsource = lambda value: text(value, "source") if remote_of(value) else source(value)
    inspect.getdoc = getdoc
