"""fold_batch_norm: a plain network that predicts the same."""

from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.w2a2.networks import NEW_DICT, ROWS, label, normalized_network, statistics, three_layers
from utils.batch_norm import fold_batch_norm


def cases(rng):
    """(parameters, running, epsilon) for networks of two to four layers."""
    return [
        Case(
            label(dims, m, eps).replace(f", {m} examples", ""),
            (normalized_network(rng, dims), statistics(rng, dims), eps),
        )
        for dims, m, eps in ROWS
    ]


GAMMA = 'parameters[f"gamma{l}"]'
SCALE = 'parameters[f"gamma{l}"] / np.sqrt(running[f"var{l}"] + epsilon)'
BIAS = 'scale * (parameters[f"b{l}"] - running[f"mu{l}"]) + parameters[f"beta{l}"]'

fold = Exercise(
    fold_batch_norm,
    points=10,
    cases=cases,
    mistakes={
        f'{BIAS} -> scale * (parameters[f"b{{l}}"] - running[f"mu{{l}}"])': "beta is lost. Add it after the scale.",
        f'{BIAS} -> scale * (parameters[f"b{{l}}"] - running[f"mu{{l}}"] + parameters[f"beta{{l}}"])': "You scale "
        "beta too. Add it after the scale.",
        f'{BIAS} -> scale * parameters[f"b{{l}}"] + parameters[f"beta{{l}}"]': "The mean is lost. It is subtracted "
        "from Z, so it goes into the bias.",
        f'{BIAS} -> parameters[f"b{{l}}"] - scale * running[f"mu{{l}}"] + parameters[f"beta{{l}}"]': "You do not "
        "scale the old bias. It is a part of Z, and all of Z is scaled.",
        f'{BIAS} -> scale * parameters[f"b{{l}}"] - running[f"mu{{l}}"] + parameters[f"beta{{l}}"]': "You do not "
        "scale the mean. Scale all of Z minus the mean.",
        f'{BIAS} -> parameters[f"beta{{l}}"] - scale * running[f"mu{{l}}"]': "The old bias is lost. In training "
        "it makes no difference, but the mean in `running` contains it.",
        f'{BIAS} -> scale * (parameters[f"b{{l}}"] + running[f"mu{{l}}"]) + parameters[f"beta{{l}}"]': "You add the "
        "mean. Subtract it.",
        f"{BIAS} -> {BIAS.replace('scale', f'scale / {GAMMA}')}": "gamma is missing in the new bias. "
        "It scales all of Z minus the mean.",
        f'{BIAS} -> parameters[f"b{{l}}"]': "You leave the biases unchanged. Mean, scale and shift go into them.",
        'scale * parameters[f"W{l}"] -> parameters[f"W{l}"]': "You leave the weights unchanged. Each row is "
        "multiplied by its unit's scale.",
        "+ epsilon ->": "epsilon is missing. The folded network has to do what prediction does.",
        f'{SCALE} -> parameters[f"gamma{{l}}"]': "Your scale is gamma alone. Divide it by the standard deviation.",
        f'{SCALE} -> 1 / np.sqrt(running[f"var{{l}}"] + epsilon)': "gamma is missing in the scale.",
        f'{SCALE} -> parameters[f"gamma{{l}}"] / (running[f"var{{l}}"] + epsilon)': "The square root is missing.",
        f'{SCALE} -> parameters[f"gamma{{l}}"] / (np.sqrt(running[f"var{{l}}"]) + epsilon)': "You add epsilon to the "
        "standard deviation. It belongs to the variance, under the root.",
        f'{SCALE} -> parameters[f"gamma{{l}}"] * np.sqrt(running[f"var{{l}}"] + epsilon)': "You multiply the scale "
        "by the standard deviation. Divide by it.",
        "    for l in range(1, L): ->     for l in range(1, L - 1):": "The last hidden layer is missing.",
        '{f"W{L}": parameters[f"W{L}"].copy(), f"b{L}": parameters[f"b{L}"].copy()} -> {}': "The output "
        "layer is missing. Its parameters stay as they are.",
        "scale = -> folded = {}; scale =": NEW_DICT,
        "return folded -> return {k: v for k, v in folded.items() if k[1:] in (str(L - 1), str(L))}": NEW_DICT,
        "folded = { -> folded = {k: v for k, v in parameters.items() if k[0] == 'b'} | {": "You return beta too. Its "
        'name begins with "b" as well.',
        'folded[f"W{l}"] = scale * parameters[f"W{l}"] -> '
        'folded[f"W{l}"] = parameters[f"W{l}"]; folded[f"W{l}"] *= scale': families.IN_PLACE,
        "folded = { -> folded = parameters | {": "You return gamma and beta too. The folded network is a plain one.",
    }
    | three_layers(0, "gamma2", "beta2", "mu2", "var2", "W3", "b3"),
)
