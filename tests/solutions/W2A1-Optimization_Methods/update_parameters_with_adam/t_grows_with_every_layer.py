# wrong: adds 1 to t inside the loop over the layers, so that later layers are corrected less @ 15
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    p2 = {}
    v2 = {}
    s2 = {}
    layer = 1
    while f"W{layer}" in parameters:
        for name in (f"W{layer}", f"b{layer}"):
            g = grads["d" + name]
            v2["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
            s2["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g * g
            v_hat = v2["d" + name] / (1 - beta1**t)
            s_hat = s2["d" + name] / (1 - beta2**t)
            p2[name] = parameters[name] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
        t += 1
        layer += 1
    return p2, v2, s2
