# wrong: puts the new averages into the dictionary v that was passed in @ 5, 7
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    after = {}
    for name, value in parameters.items():
        v["d" + name] = beta * v["d" + name] + (1 - beta) * grads["d" + name]
        after[name] = value - learning_rate * v["d" + name]
    return after, v
