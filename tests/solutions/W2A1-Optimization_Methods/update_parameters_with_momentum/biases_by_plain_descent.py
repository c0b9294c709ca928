# wrong: the biases step along their gradient, only the weights along the velocity @ 11
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    parameters_new, v_new = {}, {}
    for l in range(1, L + 1):
        # the averages
        v_new["dW" + str(l)] = beta * v["dW" + str(l)] + (1 - beta) * grads["dW" + str(l)]
        v_new["db" + str(l)] = beta * v["db" + str(l)] + (1 - beta) * grads["db" + str(l)]
        # the step
        parameters_new["W" + str(l)] = parameters["W" + str(l)] - learning_rate * v_new["dW" + str(l)]
        parameters_new["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters_new, v_new
