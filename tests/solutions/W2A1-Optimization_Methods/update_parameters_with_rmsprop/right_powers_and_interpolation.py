# right
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    sizes = {}
    for name in s:
        both = np.stack([s[name], np.square(grads[name])], axis=-1)
        sizes[name] = both @ np.array([beta, 1 - beta])

    def moved(name):
        direction = grads["d" + name] / (sizes["d" + name] ** 0.5 + epsilon)
        return parameters[name] - direction * learning_rate

    return {name: moved(name) for name in parameters}, sizes
