"""Update rules: from the parameters, their gradients and a rule's memory to the next parameters.

All rules have one interface. Their memory (v, s) is a dict with the keys and shapes of grads. They do not change their
arguments, and return new arrays: the parameters, then the memory. At the end of the module each rule stands again with
its memory inside, in the form that utils.training.train takes.

Other libraries mean the same rules, and place their constants elsewhere:
- Momentum averages here: v := beta v + (1 - beta) dW. Keras and PyTorch sum: v := beta v + dW. Their path is ours
  when their learning rate is ours times 1 - beta. (PyTorch's dampening=beta brings the 1 - beta back, except in its
  first step.)
- epsilon stands outside the root here, as in the papers and in PyTorch: sqrt(s) + epsilon. Keras's RMSprop has it
  inside, sqrt(s + epsilon). Keras's Adam adds it to the root of an s that is not corrected, which comes to
  epsilon / sqrt(1 - beta2^t) here.
- Keras's and PyTorch's Adam count t themselves, from 1; here the caller counts.
"""

import numpy as np

from utils.gradient_descent import update_parameters_with_gd

__all__ = [
    "adam",
    "bias_correction",
    "gd",
    "initialize_adam",
    "initialize_velocity",
    "momentum",
    "rmsprop",
    "update_parameters_with_adam",
    "update_parameters_with_gd",
    "update_parameters_with_momentum",
    "update_parameters_with_rmsprop",
]


def initialize_velocity(parameters):
    """Zeros from which an average of the gradients starts: "dW1", "db1", ..., each of the shape of its parameter."""
    return {"d" + name: np.zeros_like(value) for name, value in parameters.items()}


def initialize_adam(parameters):
    """(v, s): two such sets of zeros, for the averages of the gradients and of their squares."""
    v = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    s = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    return v, s


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    """One step along the exponential moving average of the gradients (Polyak, 1964, with an average for his sum):

        v := beta v + (1 - beta) dW,    W := W - learning_rate v.

    v: what the step before returned, zeros at first.  beta: from 0, which is plain gradient descent, to below 1.
    Returns (parameters, v).
    """
    v = {name: beta * v[name] + (1 - beta) * grads[name] for name in grads}
    parameters = {name: value - learning_rate * v["d" + name] for name, value in parameters.items()}
    return parameters, v


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    """One step along the gradient, divided element-wise by its root mean square (Tieleman & Hinton, 2012, lecture 6.5):

        s := beta s + (1 - beta) dW^2,    W := W - learning_rate dW / (sqrt(s) + epsilon).

    s: what the step before returned, zeros at first.  epsilon: a small positive number, against division by zero.
    Returns (parameters, s).
    """
    s = {name: beta * s[name] + (1 - beta) * grads[name] ** 2 for name in grads}
    direction = {name: grads[name] / (np.sqrt(s[name]) + epsilon) for name in grads}
    parameters = {name: value - learning_rate * direction["d" + name] for name, value in parameters.items()}
    return parameters, s


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    """One step along the average gradient, divided element-wise by a root mean square (Kingma & Ba, 2015, alg. 1):

        v := beta1 v + (1 - beta1) dW,    s := beta2 s + (1 - beta2) dW^2,
        W := W - learning_rate v^ / (sqrt(s^) + epsilon),    v^ = v / (1 - beta1^t),    s^ = s / (1 - beta2^t).

    v, s: what the step before returned, zeros at first.  t: the number of this step, from 1.
    Returns (parameters, v, s): v and s are the averages themselves, without the correction.
    """
    v = {name: beta1 * v[name] + (1 - beta1) * grads[name] for name in grads}
    s = {name: beta2 * s[name] + (1 - beta2) * grads[name] ** 2 for name in grads}
    v_hat = {name: v[name] / (1 - beta1**t) for name in grads}
    s_hat = {name: s[name] / (1 - beta2**t) for name in grads}
    direction = {name: v_hat[name] / (np.sqrt(s_hat[name]) + epsilon) for name in grads}
    parameters = {name: value - learning_rate * direction["d" + name] for name, value in parameters.items()}
    return parameters, v, s


def bias_correction(average, beta, t):
    """Correct an exponential moving average that started at zero: average / (1 - beta^t) (Kingma & Ba, section 3).

    average: after t steps of average := beta average + (1 - beta) value, a number or an array.  t: 1, 2, ....
    """
    return average / (1 - beta**t)


# With their memory inside: from the parameters at the start to update(parameters, grads, learning_rate) -> parameters.


def gd(parameters):
    """Gradient descent, which remembers nothing."""
    return update_parameters_with_gd


def momentum(parameters, beta=0.9):
    """Momentum, from a velocity of zero."""
    v = initialize_velocity(parameters)

    def update(parameters, grads, learning_rate):
        nonlocal v
        parameters, v = update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)
        return parameters

    return update


def rmsprop(parameters, beta=0.9, epsilon=1e-8):
    """RMSProp, from an average of zero."""
    s = initialize_velocity(parameters)

    def update(parameters, grads, learning_rate):
        nonlocal s
        parameters, s = update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
        return parameters

    return update


def adam(parameters, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Adam, from averages of zero; it counts the steps."""
    v, s = initialize_adam(parameters)
    t = 0

    def update(parameters, grads, learning_rate):
        nonlocal v, s, t
        t += 1
        parameters, v, s = update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
        return parameters

    return update
