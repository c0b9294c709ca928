# right
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    def blend(old, new, beta):
        return np.add(beta * old, (1 - beta) * new)

    def adam_of(name):
        g = grads["d" + name]
        mean, square = blend(v["d" + name], g, beta1), blend(s["d" + name], g * g, beta2)
        rms = (square / (1 - beta2**t)) ** 0.5
        pull = mean / (1 - beta1**t) / (rms + epsilon)
        return parameters[name] - learning_rate * pull, mean, square

    table = {name: adam_of(name) for name in parameters}
    return (
        {name: row[0] for name, row in table.items()},
        {"d" + name: row[1] for name, row in table.items()},
        {"d" + name: row[2] for name, row in table.items()},
    )
