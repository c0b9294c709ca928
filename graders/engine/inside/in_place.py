"""Changes in place: what one process does to its copies of what a message holds is done to the other's originals.

Both know these by their numbers on the message's codec.Wire. So a list whose rows were sorted holds the same rows
afterwards, in another order; what was put into it is new; and what else refers to a row sees what the row has become.
"""

import operator
from collections import Counter, OrderedDict, UserDict, defaultdict

import numpy as np

from graders.checks import codec

MAPPINGS = dict, OrderedDict, Counter, defaultdict, UserDict  # the last two travel as a dict
CHANGEABLE = np.ndarray, np.random.Generator, *MAPPINGS, list, set


def held(wire):
    """{number: what it holds} of the containers, arrays and generators on a wire that can change in place."""
    return {number: parts(value) for number, value in enumerate(wire.made) if type(value) in CHANGEABLE}


def parts(value):
    """What a container holds, the things themselves; of an array the bytes, of a generator its state."""
    if type(value) is np.ndarray:
        return value.shape, value.dtype.str, value.tobytes()
    if type(value) is np.random.Generator:
        return codec.encode(value)
    return [*value] if type(value) in (list, set) else [*value.keys(), *value.values()]


def changes(wire, before, reply):
    """The Data of [number, a copy] of what holds something else than before; None if all is as it was.

    reply: the Wire on which it goes; its `arguments` is the first one. Raises Unsupported.
    """
    changed = [number for number, old in before.items() if differs(old, parts(wire.made[number]))]
    if not changed:
        return None
    copies = [wire.made[number] for number in changed]
    copies = [value.copy() if hasattr(value, "copy") else codec.copy(value) for value in copies]
    return codec.encode([list(pair) for pair in zip(changed, copies, strict=True)], reply)


def differs(old, new):
    """Whether a container holds other things than before: by what they are, for an __eq__ of their own can lie."""
    if type(old) is not list:
        return old != new
    return len(old) != len(new) or not all(map(operator.is_, old, new))


def put_back(wire, data, reply):
    """Change what is on a wire as the other process says. reply: as in `changes`. Raises Unsupported."""
    try:
        for number, new in codec.decode(data, reply) if data else ():
            change(codec.numbered(wire.made, number), new)
    except codec.Unsupported:
        raise
    except (TypeError, ValueError) as error:  # an array that is read-only, say
        raise codec.Unsupported(f"an argument came back changed: {error}") from None


def change(mine, new):
    """Make mine hold what new holds. Raises TypeError if it cannot."""
    kind = type(mine)
    if kind is list and type(new) is list:
        mine[:] = new
    elif kind is np.ndarray and type(new) is kind and (mine.shape, mine.dtype.kind) == (new.shape, new.dtype.kind):
        mine[...] = new
    elif kind is np.random.Generator and type(new) is kind:
        codec.go_on(mine, new)
    elif kind is set and type(new) is set:
        mine.clear()
        mine.update(new)
    elif kind in MAPPINGS and type(new) in (dict, kind):
        mine.clear()
        for key, value in new.items():  # a Counter's update would add
            mine[key] = value
    else:
        raise TypeError(f"a {kind.__name__} as a {type(new).__name__}, or of another shape")
