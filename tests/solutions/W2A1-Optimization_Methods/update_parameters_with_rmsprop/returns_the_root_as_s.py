# wrong: keeps the root in s and returns it instead of the average of the squares @ 7
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    s_next = {}
    parameters_next = {}
    for name in parameters:
        grad = grads["d" + name]
        s_next["d" + name] = np.sqrt(beta * s["d" + name] + (1 - beta) * np.power(grad, 2))
        parameters_next[name] = parameters[name] - learning_rate * grad / (s_next["d" + name] + epsilon)
    return parameters_next, s_next
