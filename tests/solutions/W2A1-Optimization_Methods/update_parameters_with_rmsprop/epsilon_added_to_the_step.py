# wrong: no brackets around the denominator, epsilon is added after the division @ 10, 11
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    L = len(parameters) // 2
    s_new = {}
    p_new = {}
    for l in range(L):
        i = str(l + 1)
        s_new["dW" + i] = beta * s["dW" + i] + (1 - beta) * grads["dW" + i] ** 2
        s_new["db" + i] = beta * s["db" + i] + (1 - beta) * grads["db" + i] ** 2
        p_new["W" + i] = parameters["W" + i] - learning_rate * (grads["dW" + i] / np.sqrt(s_new["dW" + i]) + epsilon)
        p_new["b" + i] = parameters["b" + i] - learning_rate * (grads["db" + i] / np.sqrt(s_new["db" + i]) + epsilon)
    return p_new, s_new
