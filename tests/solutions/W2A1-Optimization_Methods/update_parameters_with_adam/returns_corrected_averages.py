# wrong: stores the corrected averages in v and s and returns those @ 8, 9
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    new_p, new_v, new_s = {}, {}, {}
    for key in parameters:
        d = "d" + key
        new_v[d] = beta1 * v[d] + (1 - beta1) * grads[d]
        new_s[d] = beta2 * s[d] + (1 - beta2) * grads[d] ** 2
        new_v[d] = new_v[d] / (1 - beta1**t)
        new_s[d] = new_s[d] / (1 - beta2**t)
        new_p[key] = parameters[key] - learning_rate * new_v[d] / (np.sqrt(new_s[d]) + epsilon)
    return new_p, new_v, new_s
