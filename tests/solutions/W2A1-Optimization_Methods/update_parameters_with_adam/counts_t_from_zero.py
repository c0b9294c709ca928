# wrong: thinks that t counts from 0 and corrects with t + 1 @ 3
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    steps_done = t + 1
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in grads}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k] ** 2 for k in grads}
    v_hat = {k: a / (1 - beta1**steps_done) for k, a in v.items()}
    s_hat = {k: a / (1 - beta2**steps_done) for k, a in s.items()}
    parameters = {
        k: p - learning_rate * v_hat["d" + k] / (np.sqrt(s_hat["d" + k]) + epsilon)
        for k, p in parameters.items()
    }
    return parameters, v, s
