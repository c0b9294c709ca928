"""gradient_check_n: the relative difference of numerical and analytic gradients, for a whole network."""

import numpy as np

from graders.checks.probes.gradient_check import all_differences
from graders.exercise import Case, Exercise
from graders.exercises.w1a3.messages import FIXED_STEP, NOT_HALVED, ONE_SIDED
from graders.exercises.w1a3.networks import label, lively_network
from utils.gradient_check import gradient_check_n


def cases(rng):
    """Right gradients and spoiled ones, parameters that are integers, and a step so long that its own error shows."""
    rows = [
        ([3, 4, 2, 1], 3e-5, "right gradients", {}),
        ([2, 3, 3, 1], 1e-5, "dW2 is transposed", {"dW2": np.transpose}),
        ([3, 2, 4, 1], 1e-5, "dW3 is doubled and db1 has the wrong sign", {"dW3": lambda g: 2 * g, "db1": np.negative}),
        ([2, 3, 2, 1], 3e-5, "right gradients, parameters that are whole numbers", {}),
        ([3, 3, 1], 0.03, "right gradients", {}),
    ]
    found = []
    for layers_dims, epsilon, what, spoil in rows:
        spoiled = spoiled_network(rng, layers_dims, spoil, whole="whole" in what)
        wrong = sorted(spoil) if epsilon < 1e-3 else None
        found.append(Case(label(layers_dims, what, f"epsilon = {epsilon:g}"), (*spoiled, epsilon, wrong)))
    return found


def spoiled_network(rng, layers_dims, spoil, whole):
    """(parameters, gradients, X, Y), drawn again if spoiling a gradient does next to nothing."""
    while True:
        parameters, X, Y, _, gradients = lively_network(rng, layers_dims, int(rng.integers(5, 8)), whole)
        wrong = {key: change(gradients[key]) for key, change in spoil.items()}
        if all(np.linalg.norm(wrong[key] - gradients[key]) > 0.1 * np.linalg.norm(gradients[key]) for key in wrong):
            return parameters, gradients | wrong, X, Y


PASS = "network.forward_propagation(X, parameters | changed)"
RIGHT, LEFT = "cost({name: value + step})", "cost({name: value - step})"
STEP = "step = np.zeros(value.shape)\n            step[index] = epsilon"
QUOTIENT = "rise / (2 * epsilon)"
NUM = "num = np.concatenate([nums[key].ravel() for key in gradients])"
NORM_NUM, NORM_ANA = "np.linalg.norm(num)", "np.linalg.norm(ana)"
DISTANCE, SUM = "np.linalg.norm(num - ana)", f"({NORM_NUM} + {NORM_ANA})"
OF_KEY = "relative_difference(nums[key], gradients[key])"
EACH = f"{{key: {OF_KEY} for key in gradients}}"
WHOLE = "relative_difference(num, ana)"
DISTANCES = "sum(np.linalg.norm(nums[key] - gradients[key]) for key in nums)"
SUMS = "sum(np.linalg.norm(nums[key]) + np.linalg.norm(gradients[key]) for key in nums)"
ENDS = "np.cumsum([grad.size for grad in gradients.values()])[:-1]"
NUM_BY_NUMS = f"{NUM} -> {NUM.replace('in gradients', 'in nums')}"

OWN_PASS = "Your own `forward_propagation` is called. It is for one weight. Call `network.forward_propagation`."
TWO_PARTS = "Only one of the two results is returned. Return the difference and the dict of differences."
BY_PLACE = "The gradients are matched by their places, but the dicts are in different orders. Match their keys."
WHOLE_FROM_PARTS = "You return the {} of the single differences. Compare the two long vectors instead."
ONE_NORM = "The distance is divided by the norm of the {} gradient alone. Divide it by the sum of the two norms."
MEAN_OF_ENTRIES = "You average the entries' relative differences, and one near 0 dominates. Take the norms first."
OTHER_NORM = "{} The Euclidean norm is the square root of the sum of the squares."
ABSOLUTE_SUM = OTHER_NORM.format("This adds up absolute values.")

check_n = Exercise(
    gradient_check_n,
    points=20,
    cases=cases,
    probe=all_differences,
    returns=("difference", "differences"),
    mistakes={
        f"return {WHOLE}, differences -> return {WHOLE}": TWO_PARTS,
        f"return {WHOLE}, -> return": TWO_PARTS,
        f"{WHOLE}, differences -> differences, {WHOLE}": "The two results are swapped. The number comes first.",
        "{key: relative -> {key[1:]: relative": "Your keys are those of the parameters. Use the keys of the gradients.",
        (f"{LEFT} -> cost({{}})", f"{QUOTIENT} -> rise / epsilon"): ONE_SIDED.format("right"),
        (f"{RIGHT} -> cost({{}})", f"{QUOTIENT} -> rise / epsilon"): ONE_SIDED.format("left"),
        f"{QUOTIENT} -> rise / epsilon": NOT_HALVED,
        f"{LEFT} -> cost({{}})": "The step to the left starts where the one to the right ended. Put the entry back.",
        "step[index] = -> step[:] =": "All entries of a parameter are moved at once. Move one entry at a time.",
        "parameters | changed -> parameters | {k: v.astype(parameters[k].dtype) for k, v in changed.items()}": "You "
        "add the step in an array of integers, which cannot hold 1.00003. Make a copy of dtype float first.",
        "epsilon -> 1e-5": FIXED_STEP,
        f"= {QUOTIENT} -> = {QUOTIENT}; value = value - step; parameters = parameters | {{name: value}}": "An entry "
        "stays moved while the next one is measured. First put it back, to exactly its old value.",
        f"= {QUOTIENT} -> = {QUOTIENT}; value = parameters[name] = value - step": "The caller's `parameters` are "
        "moved. Copy each array (`.copy()` of a dict copies none), and put an entry back before the next one moves.",
        (
            f"{STEP} -> value[index] += epsilon; right = cost({{}}); value[index] -= epsilon",
            f"{RIGHT} - {LEFT} -> right - cost({{}})",
        ): "Your copies of `parameters` share their arrays: `.copy()` of a dict copies none. Copy the array you move.",
        f"    return {WHOLE} ->     for key in nums: gradients[key] -= nums[key]\n    return {WHOLE}": "The arrays "
        "in `gradients` are changed in place. `a - b` makes a new array, `a -= b` does not.",
        f"= {QUOTIENT} -> = {QUOTIENT}; value = parameters[name] = value + step - 2 * step + step": "The caller's "
        "`parameters` are moved and moved back, and rounding changes them. Work on a copy of each array.",
        NUM_BY_NUMS: "The two long vectors have the parameters in different orders, as the dicts do. Go by the keys.",
        f"{EACH} -> dict(zip(nums, map(relative_difference, nums.values(), gradients.values())))": BY_PLACE,
        (
            NUM_BY_NUMS,
            f"{EACH} -> dict(zip(gradients, map(relative_difference, np.split(num, {ENDS}), np.split(ana, {ENDS}))))",
        ): BY_PLACE,
        **{f"{PASS} -> [{own}] * 2": OWN_PASS for own in ("logistic_cost(X, parameters)", "X * parameters")},
        "ZL, _ = -> ZL =": "All that the forward pass returns is given to `compute_cost`. It takes the logits alone.",
        "compute_cost(ZL, -> compute_cost(sigmoid(ZL),": "`compute_cost` gets probabilities. It takes the logits.",
        "compute_cost(ZL, -> compute_cost(np.maximum(ZL, 0),": "Your last layer has a ReLU. Logits have either sign.",
        'parameters.items() -> [(n, parameters[n]) for n in ("W1", "b1", "W2", "b2", "W3", "b3")]': "Your function "
        "works for three layers only. This network has two. Loop over the keys of `parameters`.",
        "nums[key].ravel() -> nums[key].reshape(-1, 1)": "The vectors' shapes differ: they broadcast to a matrix.",
        f"{DISTANCE} -> abs({NORM_NUM} - {NORM_ANA})": "This is the difference of norms, not the norm of a difference.",
        f" / {SUM} ->": "The distance between the gradients is not relative. Divide it by the sum of the two norms.",
        f"{SUM} -> np.linalg.norm(num + ana)": "The gradients are added before the norm is taken. Add the two norms.",
        f"{SUM} -> {NORM_NUM}": ONE_NORM.format("numerical"),
        f"{SUM} -> {NORM_ANA}": ONE_NORM.format("analytic"),
        "np.linalg.norm -> (lambda v: np.sum(v**2))": OTHER_NORM.format("The square roots are missing."),
        "np.linalg.norm -> (lambda v: np.sum(np.abs(v)))": ABSOLUTE_SUM,
        "np.linalg.norm -> (lambda v: np.max(np.abs(v)))": OTHER_NORM.format("This takes the largest entry."),
        "np.linalg.norm -> (lambda v: np.linalg.norm(v, 2))": "`np.linalg.norm(..., 2)` of a matrix is its largest "
        "singular value. Without the 2 it is the square root of the sum of the squares.",
        f"{DISTANCE} / {SUM} -> np.mean(np.abs(num - ana) / (np.abs(num) + np.abs(ana) + 1e-300))": MEAN_OF_ENTRIES,
        f"return {WHOLE} -> return np.mean(np.abs(num - ana) / (np.abs(num) + np.abs(ana) + 1e-300))": MEAN_OF_ENTRIES,
        f"return {WHOLE} -> return np.sum(np.abs(num - ana)) / np.sum(np.abs(num) + np.abs(ana))": ABSOLUTE_SUM,
        f"return {WHOLE} -> return np.mean(list(differences.values()))": WHOLE_FROM_PARTS.format("mean"),
        f"return {WHOLE} -> return max(differences.values())": WHOLE_FROM_PARTS.format("largest"),
        f"return {WHOLE} -> return sum(differences.values())": WHOLE_FROM_PARTS.format("sum"),
        f"return {WHOLE} -> return {DISTANCES} / {SUMS}": "You add up the parameters' norms. Take the long vector's.",
        f"{OF_KEY} -> np.linalg.norm(nums[key] - gradients[key]) / {SUM}": "The difference of a parameter is divided "
        "by the norms of all parameters together. Divide it by the norms of its own two gradients.",
    },
)
