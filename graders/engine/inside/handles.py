"""In the student's process: objects that stay here and go by a number, the judge's functions, and names it changed.

A plain test may get an object of a student's own class, or a function, or hand over a function of its own. Only numbers
travel; what is done with them are the OPERATIONS.
"""

import builtins
import contextlib
import functools
import importlib
import inspect
import operator
import threading
import types

import numpy as np

from graders.checks import codec
from graders.engine import protocol
from graders.engine.inside import in_place

OPERATIONS = {
    "call": lambda function, *args, **kwargs: function(*args, **kwargs),
    "getattr": lambda value, name: getattr(value, name),
    "setattr": setattr,
    "delattr": delattr,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "contains": lambda value, item: item in value,
    "len": len,
    "iter": iter,
    "next": next,
    "reversed": reversed,
    "str": str,
    "repr": repr,
    "format": format,
    "hash": hash,
    "enter": lambda value: type(value).__enter__(value),
    "exit": lambda value, error=None, words="": leave(value, error, words),
    "source": lambda value: inspect.getsource(value),
    "signature": lambda value: signature(value),
}

for _name in protocol.COMPARED + protocol.COMPUTED:
    OPERATIONS[_name] = _operator = getattr(operator, f"__{_name}__")
    OPERATIONS[f"r{_name}"] = lambda value, other, of=_operator: of(other, value)
for _name in protocol.COMPUTED:
    OPERATIONS[f"i{_name}"] = getattr(operator, f"__i{_name}__")
for _name in protocol.TURNED:
    OPERATIONS[_name] = getattr(operator, f"__{_name}__", None) or getattr(builtins, _name)


def leave(value, error, words):
    """What `with` does at its end. error: one of the student's own, or the name of a built-in class."""
    if isinstance(error, str):
        error = getattr(builtins, error)(words)
    return type(value).__exit__(value, error and type(error), error, error and error.__traceback__)


def signature(value):
    """The parameters of a function: [name, kind, whether it has a default, the default if it is plain]."""
    found = []
    for each in inspect.signature(value).parameters.values():
        plain = each.default if type(each.default) in (int, float, str, bool, type(None), tuple) else "..."
        has = each.default is not inspect.Parameter.empty
        found.append([each.name, int(each.kind), has, plain if has else None])
    return found


class Objects:
    """What one test has of objects that are not plain data: they live as long as the test's snapshot."""

    def __init__(self, functions):
        self.functions, self.kept, self.numbers, self.callbacks = functions, [], {}, {}
        self.asking = None  # the call that is being answered
        self.names = {id(made): name for name, made in functions.items() if not isinstance(made, type)}

    def number(self, value):
        if id(value) not in self.numbers:
            if len(self.kept) >= protocol.MOST_OBJECTS:
                raise codec.Unsupported(f"more than {protocol.MOST_OBJECTS} objects")
            self.numbers[id(value)] = len(self.kept)
            self.kept.append(value)
        return self.numbers[id(value)]

    def find(self, target):
        """The object behind "name" or "#number". Raises Unsupported."""
        if target in self.functions:
            return self.functions[target]
        number = int(target[1:]) if target[:1] == "#" and target[1:].isdigit() else -1
        if not 0 <= number < len(self.kept):
            raise codec.Unsupported("an object that is gone: the process that held it has ended")
        return self.kept[number]

    def describe(self, value):
        """A reference to an object, in full each time: the message in which it came before may have failed."""
        if isinstance(value, Callback) and value._objects is self:
            return ["callback", value._number]
        if id(value) in self.names:
            return ["handle", self.names[id(value)]]
        kind = "class" if isinstance(value, type) else "callable" if callable(value) else "object"
        return ["object", f"#{self.number(value)}", kind, self.family(value if kind == "class" else type(value))]

    def family(self, kind):
        """The classes that a class inherits from, itself first: [number, name, module, bases, doc, special].

        bases: the numbers of its classes, the names of built-in ones. A built-in class has None for its number.
        special: of protocol.METHODS, those that its objects have.
        """
        found = []
        for each in type.__dict__["__mro__"].__get__(kind)[:30]:
            own = each.__module__ != "builtins"
            bases = [b.__name__ if b.__module__ == "builtins" else self.number(b) for b in each.__bases__]
            doc = each.__doc__ if isinstance(each.__doc__, str) else None
            number = self.number(each) if own else None
            special = [name for name in protocol.METHODS if any(name in vars(one) for one in each.__mro__[:-1])]
            found.append([number, each.__name__, str(each.__module__), bases, doc if own else None, special])
        return found


class Wire(codec.Wire):
    """One message. An answer may also be a view of one of the arguments."""

    def __init__(self, objects, arguments=None):
        super().__init__(arguments)
        self.objects = objects
        made = arguments.made if arguments else []
        self.spans = [(*span(array), number, array) for number, array in enumerate(made) if type(array) is np.ndarray]

    def known(self, value):
        if self.spans and type(value) is np.ndarray and value.size and id(value) not in self.arguments.numbers:
            start, end = span(value)
            for low, high, number, array in self.spans:
                if low < end and start < high and array.size and value.dtype.name in codec.DTYPES:
                    layout = list(value.shape), list(value.strides), value.dtype.name
                    return ["view", number, start_of(value) - low, *layout]
        return super().known(value)

    def keep(self, value):
        return self.objects.describe(value)

    def resolve(self, reference):
        if type(reference) is list and len(reference) >= 2:
            tag, what = reference[:2]
            if tag == "handle":
                return self.objects.find(what)
            if tag == "named":
                return operator.attrgetter(reference[2])(importlib.import_module(what))
            if tag == "module":
                return importlib.import_module(what)
            if tag == "callback":
                if what not in self.objects.callbacks:
                    self.objects.callbacks[what] = Callback(self.objects, what, *reference[2:])
                return self.objects.callbacks[what]
        return super().resolve(reference)


def start_of(array):
    return array.__array_interface__["data"][0]


def span(array):
    """The first byte of an array in memory, and that after its last."""
    steps = [(n - 1) * stride for n, stride in zip(array.shape, array.strides, strict=True) if n]
    start, down, up = start_of(array), sum(n for n in steps if n < 0), sum(n for n in steps if n > 0)
    return start + down, start + up + array.itemsize


class Callback:
    """Stands for a function of the test's, which runs in the judge's process while the student's call waits."""

    def __init__(self, objects, number, name, doc):
        self._objects, self._number = objects, number
        self.__name__ = self.__qualname__ = name
        self.__doc__, self.__module__ = doc, "__main__"

    def __call__(self, *args, **kwargs):
        asking = self._objects.asking
        if asking is None or threading.current_thread() is not threading.main_thread():
            raise RuntimeError("a test's function can be called only while your function runs, and by no other thread")
        return asking.back(self._objects, self._number, args, kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else types.MethodType(self, instance)


class Asking:
    """One call of the judge's that is being answered: until then, functions of the test's can be called.

    serve(message) answers a call that comes meanwhile.
    """

    def __init__(self, channel, ticket, serve):
        self.channel, self.ticket, self.serve = channel, ticket, serve

    def back(self, objects, number, args, kwargs):
        wire = Wire(objects)
        message = protocol.Callback(number, codec.encode(args, wire), codec.encode(kwargs, wire))
        self.channel.send(protocol.Reply(self.ticket, message))
        while True:
            reply = self.channel.receive()
            if reply.__class__ is not protocol.Returned:  # (isinstance may be the student's)
                self.serve(reply)
                continue
            answer = Wire(objects, wire)
            in_place.put_back(wire, reply.after, answer)
            if reply.raised:
                kind, words = reply.raised
                raise getattr(builtins, kind)(words)
            return codec.decode(reply.value, answer)


# -- names that a test deletes or binds again -------------------------------------------------------------------------


def bound(name, namespace, wire):
    """What a name is bound to now, as a message says it: GONE if to nothing, None if it cannot be said."""
    try:
        return codec.encode(namespace[name], wire) if name in namespace else protocol.GONE
    except codec.Unsupported:
        return None


def bind(names, namespace, objects):
    """Bind the names as the test has them, unless they are so already."""
    for name, data in names.items():
        if data == protocol.GONE:
            namespace.pop(name, None)
        elif data != bound(name, namespace, Wire(objects)):
            namespace[name] = codec.decode(data, Wire(objects))


class Watched:
    """What names are bound to before a call, and what all that holds."""

    def __init__(self, names, namespace, objects):
        self.namespace, self.objects, self.before = namespace, objects, {}
        for name in names:
            wire = Wire(objects)
            data = bound(name, namespace, wire)
            self.before[name] = namespace.get(name), data, wire, in_place.held(wire)

    def changes(self):
        """{name: what has become of it}: of what changed in place only that, {"in place": …}; otherwise see `bound`."""
        found = {}
        for name, (value, data, wire, held) in self.before.items():
            now = bound(name, self.namespace, Wire(self.objects))
            if now and self.namespace.get(name) is value and data is not None:
                inside = in_place.changes(wire, held, Wire(self.objects, wire))
                found |= {name: {"in place": inside}} if inside else {}
            elif now != data:
                found[name] = now
        return found


@contextlib.contextmanager
def patched(patches, objects):
    """While it is entered, attributes of modules are what the test made of them: {"numpy:random.seed": data}."""
    undo = []
    try:
        for path, data in patches.items():
            module, _, name = path.partition(":")
            *outer, name = name.split(".")
            holder = functools.reduce(getattr, outer, importlib.import_module(module))
            undo.append((holder, name, getattr(holder, name)))
            setattr(holder, name, codec.decode(data, Wire(objects)))
        yield
    finally:
        for holder, name, value in reversed(undo):
            setattr(holder, name, value)
