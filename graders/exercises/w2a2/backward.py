"""backward_propagation_bn: the gradients of the whole network, batch normalization included."""

from graders.checks.probes.batch_norm import network_gradients
from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.w2a2.networks import NEW_DICT, ROWS, backward_inputs, label, three_layers
from utils.batch_norm import backward_propagation_bn


def cases(rng):
    """(X, Y, cache) for networks of two to four layers."""
    return [Case(label(dims, m, epsilon), backward_inputs(rng, dims, m, epsilon)) for dims, m, epsilon in ROWS]


MASK = '(cache[f"N{l - 1}"] > 0)'
THROUGH = 'dZ, grads[f"dgamma{l - 1}"], grads[f"dbeta{l - 1}"] = batch_norm_backward(dN, cache[f"bn{l - 1}"])'
TIMES_M = 'grads[f"dgamma{l - 1}"] *= m; grads[f"dbeta{l - 1}"] *= m'

backward = Exercise(
    backward_propagation_bn,
    points=10,
    cases=cases,
    probe=network_gradients,
    mistakes={
        f'{MASK} -> (cache[f"bn{{l - 1}}"]["Z_hat"] > 0)': "You take the derivative of ReLU at Z_hat. ReLU got N.",
        f"* {MASK} ->": "The derivative of ReLU is missing. No gradient passes a unit whose N is negative.",
        (
            f" * {MASK} ->",
            f"{THROUGH} -> {THROUGH}; dZ = dZ * {MASK}",
        ): "Your gradient passes batch normalization before ReLU. In the forward pass ReLU comes last, so on the way "
        "back it comes first.",
        f"{THROUGH} -> dZ = dN": "You leave batch normalization out. dN has to pass through batch_norm_backward.",
        f'{THROUGH} -> _, grads[f"dgamma{{l - 1}}"], grads[f"dbeta{{l - 1}}"] = batch_norm_backward(dN, '
        'cache[f"bn{l - 1}"]); dZ = dN': "You hand dN on to the layer before. It should get dZ of batch_norm_backward.",
        'dZ, grads[f"dgamma{l - 1}"], grads[f"dbeta{l - 1}"] -> dZ, *_': "The gradients of gamma and beta are missing.",
        'grads[f"dgamma{l - 1}"], grads[f"dbeta{l - 1}"] -> grads[f"dbeta{l - 1}"], grads[f"dgamma{l - 1}"]': "dgamma "
        "and dbeta have changed places.",
        'dgamma{l - 1}"], grads[f"dbeta{l - 1}"] -> dgamma{l}"], grads[f"dbeta{l}"]': "You store the gradients of "
        "gamma and beta one layer too far on.",
        'cache[f"bn{l - 1}"]) -> cache["bn1"])': "All your layers use the statistics of the first. Each has its own "
        "cache.",
        f"{THROUGH} -> {THROUGH}; {TIMES_M}": "The gradients of gamma and beta lack the 1/m of the cost.",
        "sigmoid( -> (": families.FROM_LOGITS,
        ") - Y) / m -> ) - Y)": families.NO_MEAN,
        "m = X.shape[-1] -> m = X.shape[-1] ** 2": families.M_TWICE,
        "X.shape[-1] -> X.shape[0]": families.FEATURES_FOR_EXAMPLES,
        '(sigmoid(cache[f"Z{L}"]) - Y) -> (Y - sigmoid(cache[f"Z{L}"]))': families.WRONG_SIGN,
        ", axis=-1, keepdims=True ->": families.DB_A_NUMBER,
        ", keepdims=True ->": "Your db is flat, and b is a column. The sum needs `keepdims`.",
        'dZ @ cache[f"A{l - 1}"].mT -> cache[f"A{l - 1}"] @ dZ.mT': families.DW_TRANSPOSED,
        'cache[f"W{l}"].mT @ dZ -> cache[f"W{l}"] @ dZ': families.WRONG_W,
        'cache[f"W{l}"].mT @ dZ -> cache[f"W{l - 1}"].mT @ dZ': families.WRONG_W,
        f"{MASK} -> np.maximum(0, cache[f'N{{l - 1}}'])": "You multiply by ReLU itself. Multiply by its derivative, "
        "which is 1 where N is positive and 0 elsewhere.",
        "np.sum(dZ, axis=-1, keepdims=True) -> np.mean(dZ, axis=-1, keepdims=True)": "Your db is a mean. dZ has the "
        "1/m already, so take the sum.",
        'grads[f"dW{l}"] = -> grads = {}; grads[f"dW{l}"] =': NEW_DICT,
        "return grads -> return {name: g for name, g in grads.items() if name.endswith('1')}": NEW_DICT,
        "range(L, 0 -> range(L - 1, 0": families.NO_LAST_LAYER,
        "range(L, 0 -> range(L, 1": families.NO_FIRST_LAYER,
        '        grads[f"db{l}"] = np.sum(dZ, axis=-1, keepdims=True)\n ->': "The gradients of the biases are missing. "
        "Those of the hidden layers are zero, but they belong to `grads`.",
    }
    | three_layers(2, "Z3", "W3", "A2"),
    equivalent={
        "cache[f'N{l - 1}'] > 0 -> cache[f'N{l - 1}'] >= 0": "no N is exactly 0",
        "-1 -> 1": "the last axis of a matrix is its second",
        "-1 -> 1 (3)": "the last axis of a matrix is its second",
    },
)
