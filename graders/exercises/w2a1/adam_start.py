"""initialize_adam: zeros to start the averages v and s from."""

from graders.checks.probes.optimizers import shared_or_not, two_states
from graders.exercise import Exercise
from graders.exercises.w2a1.networks import parameters_only
from graders.exercises.w2a1.zeros import ZERO_AVERAGES
from utils.optimizers import initialize_adam

ZEROS = '{"d" + name: np.zeros_like(value) for name, value in parameters.items()}'

SHARED = "v and s are one dict, or share its arrays. A change to one shows in the other. Give each its own arrays."

adam_start = Exercise(
    initialize_adam,
    points=10,
    cases=parameters_only,
    probe=two_states,
    call=shared_or_not,
    mistakes={
        f"s = {ZEROS} -> s = v": SHARED,
        f"s = {ZEROS} -> s = v.copy()": SHARED,
        "return v, s -> return v": "You return only one dict. Adam remembers two averages: return v, then s.",
        'return v, s -> return {"v": v, "s": s}': "You return v and s in a dict. Return them as a pair, v first.",
        ('v = {"d" -> v = {"vd"', 's = {"d" -> s = {"sd"'): "Your keys begin with v or s. Use those of the gradients.",
        f"s = {ZEROS} -> s = {ZEROS.replace('zeros', 'ones')}": "Your s starts from one, not from zero.",
    }
    | ZERO_AVERAGES,
)
