# wrong: the step computed for W is reused for b @ 10
def update_parameters_with_gd(parameters, grads, learning_rate):
    updated = {}
    i = 1
    while "W" + str(i) in parameters:
        W, b = parameters["W" + str(i)], parameters["b" + str(i)]
        dW, db = grads["dW" + str(i)], grads["db" + str(i)]
        step = learning_rate * dW
        updated["W" + str(i)] = W - step
        updated["b" + str(i)] = b - step
        i += 1
    return updated
