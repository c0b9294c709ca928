# wrong: squares the gradients with *=, which changes the arrays in grads @ 8
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    first, second, result = {}, {}, {}
    for name in parameters:
        key = "d" + name
        dW = grads[key]
        first[key] = beta1 * v[key] + (1 - beta1) * dW
        dW *= dW
        second[key] = beta2 * s[key] + (1 - beta2) * dW
        step = (first[key] / (1 - beta1**t)) / (np.sqrt(second[key] / (1 - beta2**t)) + epsilon)
        result[name] = parameters[name] - learning_rate * step
    return result, first, second
