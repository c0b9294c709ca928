"""update_parameters_with_adam: one step of Adam."""

from graders.checks.probes.optimizers import looked_at_later
from graders.exercise import Case, Exercise
from graders.exercises.inputs import network
from graders.exercises.w2a1 import update_rules
from graders.exercises.w2a1.networks import averages_of, gradients_of, networks_with_gradients, without_unit
from utils.optimizers import initialize_adam, initialize_velocity, update_parameters_with_adam


def cases(rng):
    """The first step, a later one, one with an epsilon that counts, one with a dead unit."""
    (first, one), (second, two), (third, three) = networks_with_gradients(rng)
    rate = round(float(rng.uniform(0.01, 0.1)), 3)
    t = int(rng.integers(4, 9))
    dead = network(rng, [3, 4, 1])
    dead_grads = without_unit(gradients_of(dead, rng))
    dead_v = without_unit(averages_of(initialize_velocity(dead), rng))

    def averages(grads):
        return averages_of(grads, rng), averages_of(grads, rng, square=True)

    rows = [
        (f"{first}, t = 1", *one, *initialize_adam(one[0]), 1, 0.01, 0.9, 0.999, 1e-8),
        (f"{second}, t = {t}", *two, *averages(two[1]), t, rate, 0.75, 0.9, 1e-8),
        (f"{third}, t = 2, epsilon 0.5", *three, *averages(three[1]), 2, rate, 0.9, 0.99, 0.5),
        ("layers 3-4-1, one unit dead", dead, dead_grads, dead_v, initialize_velocity(dead), 3, rate, 0.9, 0.999, 1e-8),
    ]
    return [Case(label, tuple(args)) for label, *args in rows]


V_HAT, S_HAT = "v[name] / (1 - beta1**t)", "s[name] / (1 - beta2**t)"
DENOMINATOR = "(np.sqrt(s_hat[name]) + epsilon)"
NEW_V, NEW_S = "beta1 * v[name] + (1 - beta1)", "beta2 * s[name] + (1 - beta2)"

BETAS_SWAPPED = "beta1 and beta2 are swapped. beta1 belongs to v and beta2 to s, in averages and corrections alike."
BETAS_CONSTANT = "Your function always uses 0.9 and 0.999. Use beta1 and beta2 instead."

adam = Exercise(
    update_parameters_with_adam,
    points=10,
    cases=cases,
    call=looked_at_later,
    returns=("parameters", "v", "s"),
    mistakes={
        f"{NEW_S} -> beta1 * s[name] + (1 - beta1)": "Your s is averaged with beta1. It has a beta of its own, beta2.",
        "return parameters, v, s -> return parameters, s, v": update_rules.ORDER,
        f"v_hat[name] / {DENOMINATOR} -> np.sqrt(v_hat[name] / (s_hat[name] + epsilon))": "You take the square root "
        "of the whole fraction. It belongs to s alone.",
        ("beta1 -> beta2", "beta2 -> beta1"): BETAS_SWAPPED,
        ("beta1**t -> beta2**t", "beta2**t -> beta1**t"): BETAS_SWAPPED,
        (f"{NEW_V} -> beta2 * v[name] + (1 - beta2)", f"{NEW_S} -> beta1 * s[name] + (1 - beta1)"): BETAS_SWAPPED,
        "v_hat[name] / (np -> grads[name] / (np": "Your step goes along the gradient. It should go along v, corrected.",
        (f"{V_HAT} -> v[name]", f"{S_HAT} -> s[name]"): "The bias correction is missing. v and s are used as they are.",
        f"{S_HAT} -> s[name]": "You correct only v. s started from zero too.",
        f"{V_HAT} -> v[name]": "You correct only s. v started from zero too.",
        "beta2**t -> beta1**t": "Both your corrections use beta1. That of s should use beta2.",
        "return parameters, v, s -> return parameters, v_hat, s_hat": "You return the corrected averages. The "
        "correction is for this step only. What the next step needs are v and s themselves.",
        f"{DENOMINATOR} -> ((np.sqrt(s[name]) + epsilon) / np.sqrt(1 - beta2**t))": "You add epsilon to the root of "
        "the uncorrected s. Correct s first, take the root, and then add epsilon.",
        (f"{NEW_V} -> 0.9 * v[name] + 0.1", f"{NEW_S} -> 0.999 * s[name] + 0.001"): BETAS_CONSTANT,
        "v = {name: beta1 -> beta1, beta2 = 0.9, 0.999\n    v = {name: beta1": BETAS_CONSTANT,
        "grads[name] ** 2 -> v[name] ** 2": "Your s averages the squares of v, and not those of the gradients.",
    }
    | update_rules.CORRECTION
    | update_rules.averages(v="beta1", s="beta2")
    | update_rules.root_mean_square("s_hat", "beta2")
    | update_rules.family("v", "s", beta1=0.9, beta2=0.999),
)
