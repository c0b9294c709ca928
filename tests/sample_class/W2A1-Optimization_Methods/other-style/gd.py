def update_parameters_with_gd(parameters, grads, learning_rate):
    new = {}
    for layer in range(1, len(parameters) // 2 + 1):
        for kind in ("W", "b"):
            name = kind + str(layer)
            new[name] = parameters[name] - learning_rate * grads["d" + name]
    return new
