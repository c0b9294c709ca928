"""Mistakes that every exercise of a kind can have, with what to tell the student, each declared once.

A family is a dict to put into an exercise's `mistakes`: `families.backward_pass() | {...}`. Its members are edits
where the references of the kind share the text, and otherwise a Change, which makes the wrong function from the right.
A family of one assignment stands in that assignment's folder. Here is what several assignments share.
"""

import numpy as np

from graders.exercise import Change
from graders.exercises.makers import after

# What changed is said before these: see CHANGED in graders.checks.probes.values.
IN_PLACE = "`+=`, `-=` and `*=` change an array, and assigning to a key changes a dict. Make new arrays and new dicts."
CACHE_CHANGED = "Something in the cache is changed in place, by `-=` or `*=` for example. Use variables of your own."
SHAPE_IN_TWO = "The shape is given as two arguments. It is one, a tuple. Put parentheses around the two sizes."
NO_MEAN = "The division by m is missing. The cost is a mean over the examples."
FEATURES_FOR_EXAMPLES = "Your m counts the rows, the features. It should be the number of examples, the columns."
THREE_LAYERS = "Your function works for three layers only. `number_of_layers` counts how many there are."
FROM_LOGITS = "The sigmoid is missing in dZ of the last layer. Take the probability minus the label, not the logit."
WRONG_SIGN = "All gradients have the wrong sign. dZ of the last layer is the probability minus the label."
M_TWICE = "The gradients are divided by m twice. Is it in dZ, and again in dW and db?"
DB_A_NUMBER = "Your db is a single number. Sum over the examples only, so that each unit keeps a gradient of its own."
DW_TRANSPOSED = "dW is transposed. Its rows belong to the units of the layer, as those of W do."
WRONG_W = "A gradient goes back through the wrong matrix. It should be W of the same layer, transposed."
NO_LAST_LAYER = "The gradients of the last layer are missing. Remember that `range` leaves out its end."
NO_FIRST_LAYER = "The gradients of the first layer are missing. `range` leaves out its end when it counts down too."
NO_KEYS = "No gradient has the right key. The keys are those of the parameters with a d in front."


def backward_pass(any_depth=True):
    """Of backward(X, Y, cache, ...) -> grads, by the chain rule for the mean of the losses.

    any_depth: whether the cases have networks of fewer layers than three, so that counting on three is a mistake.
    """

    def each(change):
        return after(lambda grads, X, *rest: {name: change(name, grad, *X.shape) for name, grad in grads.items()})

    def each_db(change):
        return each(lambda name, grad, n, m: change(grad, m) if name[1] == "b" else grad)

    def only(is_kept):
        return after(lambda grads, *args: {k: grad for k, grad in grads.items() if is_kept(k, f"{len(grads) // 2}")})

    def cache_changed(grads, X, Y, cache, *rest):
        cache |= grads
        return grads

    def three_layers(grads, *args):
        if len(grads) < 6:
            raise KeyError("Z3")
        return grads

    rows = {
        "m missing": (each(lambda name, grad, n, m: grad * m), NO_MEAN),
        "m twice": (each(lambda name, grad, n, m: grad / m), M_TWICE),
        "m is the number of features": (each(lambda name, grad, n, m: grad * m / n), FEATURES_FOR_EXAMPLES),
        "wrong sign": (each(lambda name, grad, n, m: -grad), WRONG_SIGN),
        "no keepdims": (each_db(lambda db, m: db.ravel()), "Your db is flat, not a column. The sum needs `keepdims`."),
        "one db for all units": (each_db(lambda db, m: np.sum(db)), DB_A_NUMBER),
        "db a mean": (each_db(lambda db, m: db / m), "db is divided by m twice. With 1/m inside dZ, db is a sum."),
        "dW transposed": (each(lambda name, grad, n, m: grad.T if name[1] == "W" else grad), DW_TRANSPOSED),
        "no db": (only(lambda name, last: name[1] == "W"), "The gradients of the biases are missing."),
        "no last layer": (only(lambda name, last: name[2:] != last), NO_LAST_LAYER),
        "no first layer": (only(lambda name, last: name[2:] != "1"), NO_FIRST_LAYER),
        "no gradient": (only(lambda name, last: False), NO_KEYS),
        "cache changed": (after(cache_changed), CACHE_CHANGED),
    }
    if any_depth:
        rows["three layers"] = (after(three_layers), THREE_LAYERS)
    return {name: Change(make, message) for name, (make, message) in rows.items()}
