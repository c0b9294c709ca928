# right
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    parameters = {name: value.copy() for name, value in parameters.items()}
    s = {name: value.copy() for name, value in s.items()}
    for name, value in parameters.items():
        for at in np.ndindex(value.shape):
            grad = float(grads["d" + name][at])
            s["d" + name][at] = beta * s["d" + name][at] + (1 - beta) * grad * grad
            value[at] -= learning_rate * grad / (float(s["d" + name][at]) ** 0.5 + epsilon)
    return parameters, s
