# wrong: takes the step along the velocity before this gradient, not along the new one @ 3
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    p = {k: w - learning_rate * v["d" + k] for k, w in parameters.items()}
    v = {k: beta * v[k] + (1 - beta) * g for k, g in grads.items()}
    return p, v
