# right
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    root = (1 - beta2**t) ** 0.5
    rate = learning_rate * root / (1 - beta1**t)
    v = {name: value + (1 - beta1) * (grads[name] - value) for name, value in v.items()}
    s = {name: value + (1 - beta2) * (grads[name] ** 2 - value) for name, value in s.items()}
    new = {}
    for name, value in parameters.items():
        new[name] = value - rate * v["d" + name] / (np.sqrt(s["d" + name]) + epsilon * root)
    return new, v, s
