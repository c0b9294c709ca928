# wrong: forgets the brackets of (1 - beta), so that 1 is added and only beta * dW taken off @ 8
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_v = {}
    new_parameters = {}
    for l in range(1, len(parameters) // 2 + 1):
        for letter in ("W", "b"):
            key = letter + str(l)
            new_v["d" + key] = beta * v["d" + key] + 1 - beta * grads["d" + key]
            new_parameters[key] = parameters[key] - learning_rate * new_v["d" + key]
    return new_parameters, new_v
