# wrong: corrects s with beta1 (line copied from v) @ 17
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    L = len(parameters) // 2
    parameters_out = {}
    v_out = {}
    s_out = {}

    for l in range(1, L + 1):
        for kind in ["W", "b"]:
            name = kind + str(l)
            dname = "d" + name

            v_out[dname] = beta1 * v[dname] + (1 - beta1) * grads[dname]
            v_corrected = v_out[dname] / (1 - np.power(beta1, t))

            s_out[dname] = beta2 * s[dname] + (1 - beta2) * np.power(grads[dname], 2)
            s_corrected = s_out[dname] / (1 - np.power(beta1, t))

            parameters_out[name] = parameters[name] - learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon)

    return parameters_out, v_out, s_out
