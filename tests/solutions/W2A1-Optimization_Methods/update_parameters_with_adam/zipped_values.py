# wrong: matches v, s and the gradients by their order in the dicts, not by their keys @ 6, 7
import numpy as np


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    v = {k: beta1 * a + (1 - beta1) * g for (k, g), a in zip(grads.items(), v.values())}
    s = {k: beta2 * a + (1 - beta2) * g * g for (k, g), a in zip(grads.items(), s.values())}
    v_hat, s_hat = ({k: a / (1 - b**t) for k, a in d.items()} for d, b in ((v, beta1), (s, beta2)))
    new = {
        k: p - learning_rate * v_hat["d" + k] / (np.sqrt(s_hat["d" + k]) + epsilon) for k, p in parameters.items()
    }
    return new, v, s
