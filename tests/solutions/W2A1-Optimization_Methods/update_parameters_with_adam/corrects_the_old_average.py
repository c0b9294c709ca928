# wrong: v_hat is made from the old v that was passed in, not from the new average @ 11
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    def correct(average, beta):
        return average / (1 - beta**t)

    v_next, s_next, parameters_next = {}, {}, {}
    for name in parameters:
        dn = "d" + name
        v_next[dn] = beta1 * v[dn] + (1 - beta1) * grads[dn]
        s_next[dn] = beta2 * s[dn] + (1 - beta2) * grads[dn] ** 2
        v_hat = correct(v[dn], beta1)
        s_hat = correct(s_next[dn], beta2)
        parameters_next[name] = parameters[name] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return parameters_next, v_next, s_next
