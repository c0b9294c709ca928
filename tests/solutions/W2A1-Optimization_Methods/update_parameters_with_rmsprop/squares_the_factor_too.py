# wrong: squares (1 - beta) along with the gradient @ 6
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    new_s, new_parameters = dict(), dict()
    for key, g in grads.items():
        share = (1 - beta) * g
        new_s[key] = beta * s[key] + share**2
    for key, p in parameters.items():
        new_parameters[key] = p - learning_rate * grads["d" + key] / (np.sqrt(new_s["d" + key]) + epsilon)
    return new_parameters, new_s
