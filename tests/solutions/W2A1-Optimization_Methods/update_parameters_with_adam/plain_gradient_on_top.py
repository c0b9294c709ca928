# wrong: divides the gradient itself instead of the corrected average v_hat, as in RMSProp @ 13
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    v_new, s_new, new_parameters = {}, {}, {}

    for d, gradient in grads.items():
        v_new[d] = beta1 * v[d] + (1 - beta1) * gradient
        s_new[d] = beta2 * s[d] + (1 - beta2) * np.square(gradient)

    for name, value in parameters.items():
        gradient = grads["d" + name]
        v_hat = v_new["d" + name] / (1 - beta1**t)
        s_hat = s_new["d" + name] / (1 - beta2**t)
        new_parameters[name] = value - learning_rate * gradient / (np.sqrt(s_hat) + epsilon)

    return new_parameters, v_new, s_new
