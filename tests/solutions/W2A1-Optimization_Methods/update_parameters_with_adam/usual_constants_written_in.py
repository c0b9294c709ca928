# wrong: writes the usual 0.9 and 0.999 into the averages instead of beta1 and beta2 @ 3, 4
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    v = {k: 0.9 * v[k] + 0.1 * grads[k] for k in v}
    s = {k: 0.999 * s[k] + 0.001 * grads[k] ** 2 for k in s}
    new = {}
    for k in parameters:
        top = v["d" + k] / (1 - beta1**t)
        bottom = np.sqrt(s["d" + k] / (1 - beta2**t)) + epsilon
        new[k] = parameters[k] - learning_rate * top / bottom
    return new, v, s
