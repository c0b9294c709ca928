# wrong: s averages the squares of the parameters, not those of the gradients @ 6
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    new_v, new_s, new = {}, {}, {}
    for key, g in grads.items():
        new_v[key] = beta1 * v[key] + (1 - beta1) * g
        new_s[key] = beta2 * s[key] + (1 - beta2) * parameters[key[1:]] ** 2
        v_hat = new_v[key] / (1 - beta1**t)
        s_hat = new_s[key] / (1 - beta2**t)
        new[key[1:]] = parameters[key[1:]] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return new, new_v, new_s
