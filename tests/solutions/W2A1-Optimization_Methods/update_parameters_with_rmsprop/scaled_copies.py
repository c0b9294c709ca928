# right
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    parameters = {name: value.copy() for name, value in parameters.items()}
    s = {name: value * beta for name, value in s.items()}
    for name, grad in grads.items():
        s[name] += np.multiply(grad, grad) * (1 - beta)
        parameters[name[1:]] -= learning_rate / (epsilon + np.sqrt(s[name])) * grad
    return parameters, s
