"""How backward passes are probed: their gradients, by value."""

from graders.checks import codec
from graders.checks.compare import difference
from graders.checks.probes.values import CHANGED

VARYING = "two calls with the same arguments give different gradients"


def gradients(function, args):
    """Of function(X, Y, cache, number) -> grads, by value; "dZ1" and the like may come along, and are not judged.

    The last layer comes first, as in the backward pass: what is wrong there makes all that is before it wrong.
    Of gradients with chance in them, which two calls show, nothing more is said.
    """
    before, again = codec.comparable(args), codec.copy(args)
    answer = function(*args)
    if difference(answer, function(*again), rtol=1e-5):
        return {VARYING: True}
    asked = sorted(("d" + name for name in args[2] if name[0] in "Wb"), key=lambda name: -int(name[2:]))
    if isinstance(answer, dict):
        answer = {key: answer[key] for key in asked if key in answer}
    return {VARYING: False, "the answer": answer, CHANGED: codec.comparable(args) != before}
