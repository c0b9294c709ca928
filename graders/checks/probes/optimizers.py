"""How optimizers are probed: by value, and whether their answers share arrays."""

import numpy as np

from graders.checks import codec
from graders.checks.probes.values import CHANGED


def looked_at_later(function, *args):
    """The answer of function(*args), read after a second call on other numbers, beside the student's function: one that
    returns the same arrays at every call has spoiled the first answer by then."""
    others = [_other(arg) for arg in codec.copy(args)]
    answer = function(*args)
    function(*others)
    return answer


def _other(arg):
    return {name: 1 - value for name, value in arg.items()} if isinstance(arg, dict) else arg


def two_states(function, args):
    """Of function(parameters) -> (v, s): the answer, and whether changing one array would change another."""
    before = codec.comparable(args)
    answer, states_share, parameters_shared = function(*args)
    seen = {"the answer": answer, CHANGED: codec.comparable(args) != before}
    seen["v or s shares arrays with the parameters"] = parameters_shared
    seen["v and s share arrays"] = states_share
    return seen


def shared_or_not(function, parameters):
    """(the answer, whether arrays in it share memory with each other, and with the parameters), beside the student's
    function."""
    answer = function(parameters)
    states = [part for part in answer if isinstance(part, dict)] if isinstance(answer, list | tuple) else []
    arrays, given = _arrays(states), _arrays([parameters])

    def shared(pairs):
        return any(one is two or np.shares_memory(one, two) for one, two in pairs)

    states_share = shared((one, two) for i, one in enumerate(arrays) for two in arrays[:i])
    return answer, states_share, shared((one, two) for one in arrays for two in given)


def _arrays(dicts):
    return [value for one in dicts for value in one.values() if isinstance(value, np.ndarray)]
