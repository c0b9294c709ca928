# wrong: the loop over the layers stops one too early, the last layer keeps its old values @ 6
def update_parameters_with_gd(parameters, grads, learning_rate):
    new_parameters = {key: value.copy() for key, value in parameters.items()}
    number_of_layers = len(parameters) // 2

    for layer in range(1, number_of_layers):
        new_parameters["W" + str(layer)] = parameters["W" + str(layer)] - learning_rate * grads["dW" + str(layer)]
        new_parameters["b" + str(layer)] = parameters["b" + str(layer)] - learning_rate * grads["db" + str(layer)]

    return new_parameters
