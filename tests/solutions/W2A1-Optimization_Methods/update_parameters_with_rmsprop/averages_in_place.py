# wrong: updates the arrays of s in place, which belong to the caller @ 5, 6, 7
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    out, memory = {}, {}
    for name in grads:
        average = s[name]
        average *= beta
        average += (1 - beta) * grads[name] * grads[name]
        memory[name] = average
        param = name.replace("d", "")
        out[param] = parameters[param] - learning_rate * grads[name] / (np.sqrt(average) + epsilon)
    return out, memory
