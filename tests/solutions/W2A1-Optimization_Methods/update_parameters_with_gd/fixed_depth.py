# wrong: only three layers, the network may have any depth @ 6


def update_parameters_with_gd(parameters, grads, learning_rate):
    updated = {}
    for l in (1, 2, 3):
        for p in "Wb":
            name = p + str(l)
            updated[name] = parameters[name] - learning_rate * grads["d" + name]
    return updated
