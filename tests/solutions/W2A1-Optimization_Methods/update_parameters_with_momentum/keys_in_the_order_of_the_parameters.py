# right
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {"d" + k: beta * v["d" + k] + (1 - beta) * grads["d" + k] for k in parameters}
    return {k: p - learning_rate * a for (k, p), a in zip(parameters.items(), v.values())}, v
