def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_parameters, new_v = {}, {}
    for name in parameters:
        new_v["d" + name] = v["d" + name] + (1 - beta) * (grads["d" + name] - v["d" + name])
        new_parameters[name] = parameters[name] - learning_rate * new_v["d" + name]
    return new_parameters, new_v
