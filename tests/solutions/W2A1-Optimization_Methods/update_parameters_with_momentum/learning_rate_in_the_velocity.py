# wrong: keeps the learning rate inside the velocity, as some textbooks do @ 6, 7
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    steps = {}
    result = {}
    for key in grads:
        steps[key] = beta * v[key] + (1 - beta) * learning_rate * grads[key]
        result[key[1:]] = parameters[key[1:]] - steps[key]
    return result, steps
