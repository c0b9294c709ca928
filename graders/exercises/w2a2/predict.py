"""predict_bn: probabilities from statistics that are fixed."""

from graders.exercise import Change, Exercise
from graders.exercises.makers import instead
from graders.exercises.w2a2.networks import prediction_cases, three_layers
from utils.activations import sigmoid
from utils.batch_norm import forward_propagation_bn, predict_bn


def with_the_batchs_own(reference, X, parameters, running, epsilon):
    return sigmoid(forward_propagation_bn(X, parameters, epsilon)[0])


Z_HAT = '(Z - running[f"mu{l}"]) / np.sqrt(running[f"var{l}"] + epsilon)'
ROOT = 'np.sqrt(running[f"var{l}"] + epsilon)'
N = 'parameters[f"gamma{l}"] * Z_hat + parameters[f"beta{l}"]'

CLASSES = "You return classes, 0 or 1. Return the probabilities."

predict = Exercise(
    predict_bn,
    points=10,
    cases=prediction_cases,
    mistakes={
        "the batch's own statistics": Change(
            instead(with_the_batchs_own),
            "Your statistics are those of the examples in X. Then a single example gets an output that says nothing "
            "about it. Use `running`.",
        ),
        f"{Z_HAT} -> Z": "You normalize nothing. Subtract the mean in `running`, and divide by the root of its "
        "variance.",
        f"{ROOT} -> (np.sqrt(running[f'var{{l}}']) + epsilon)": "You add epsilon to the standard deviation. It "
        "belongs to the variance, under the root.",
        f'{ROOT} -> (running[f"var{{l}}"] + epsilon)': "The square root is missing.",
        '"var{l}"] + epsilon -> "var{l}"]': "You do not use the argument epsilon. Prediction has to do what training "
        "did.",
        '(Z - running[f"mu{l}"]) -> (Z - Z.mean(axis=1, keepdims=True))': "Your mean is that of the examples in X. "
        "Use the one in `running`.",
        f"{ROOT} -> np.sqrt(Z.var(axis=1, keepdims=True) + epsilon)": "Your variance is that of the examples in X. "
        "Use the one in `running`.",
        '(Z - running[f"mu{l}"]) -> Z': "The mean is not subtracted.",
        'parameters[f"gamma{l}"] * ->': "The scale gamma is missing.",
        ' * Z_hat + parameters[f"beta{l}"] ->  * Z_hat': "The shift beta is missing.",
        f"{N} -> Z_hat": "Scale and shift are missing. Take them from `parameters`, as they were learned.",
        f'{N} -> parameters[f"beta{{l}}"] * Z_hat + parameters[f"gamma{{l}}"]': "gamma and beta have changed places. "
        "gamma scales, beta shifts.",
        "return sigmoid(Z) -> return sigmoid(relu(Z))": "Your output layer has a ReLU. Its logits may be negative.",
        "A = relu( -> A = (": "The ReLU is missing in the hidden layers.",
        "return sigmoid(Z) -> return Z": "The sigmoid is missing. It makes probabilities of the last layer's logits.",
        "return sigmoid(Z) -> return (Z > 0).astype(int)": CLASSES,
        "return sigmoid(Z) -> return (Z > 0).astype(float)": CLASSES,
        "return sigmoid(Z) -> return Z > 0": CLASSES,
        "return sigmoid(Z) -> return sigmoid(Z)[0]": "An axis is lost. The probabilities have the shape (1, m).",
        ' @ A + parameters[f"b{l}"] ->  @ A': "The biases are missing.",
        'parameters[f"b{l}"] -> (l == L) * parameters[f"b{l}"]': "The biases of the hidden layers are missing. The "
        "means in `running` contain them.",
        'parameters[f"b{l}"] -> (l < L) * parameters[f"b{l}"]': "The bias of the output layer is missing.",
        "@ A -> @ X": "All your layers get X. Each should get the activations of the layer before.",
        'running[f"mu{l}"] -> running["mu1"]': "All your layers use the mean of the first. Each has its own.",
    }
    | three_layers(1, "mu2", "var2", "gamma2", "beta2", "W3", "b3"),
)
