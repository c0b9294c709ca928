"""How a function is looked at: called on the inputs of a case, and described by named values.

A measurement is a dict: name -> plain data or Measured. The measurement of the reference is what is expected; a
student's function is right when its measurement is the same. A name is a noun ("W1") or, for a yes-or-no, a sentence
that should hold.
These functions ship with the student's edition: they may look at an answer, and may not know how to compute it.
"""

import numpy as np

from graders.checks import codec

UNTOUCHED = "the arguments are left as they were"


def by_value(function, args):
    """One call: the answer itself, and whether the arguments (generators apart) are as they were."""
    before = _without_generators(args)
    answer = function(*args)
    return {"the answer": answer, UNTOUCHED: _without_generators(args) == before}


def _without_generators(args):
    return codec.dumps([arg for arg in args if not isinstance(arg, np.random.Generator)])
