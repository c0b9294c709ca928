def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    new_s = {name: beta * s[name] + np.square(grads[name]) * (1 - beta) for name in s}
    new = {}
    for name, value in parameters.items():
        new[name] = value - learning_rate / (new_s["d" + name] ** 0.5 + epsilon) * grads["d" + name]
    return new, new_s
