def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new = {}
    for name in parameters:
        v["d" + name] = beta * v["d" + name] + (1 - beta) * grads["d" + name]
        new[name] = parameters[name] - learning_rate * v["d" + name]
    return new, v
