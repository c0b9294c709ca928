# wrong: subtracts the learning rate from W first and multiplies the difference by the gradient @ 6, 7
def update_parameters_with_gd(parameters, grads, learning_rate):
    result = {}
    for name, weight in parameters.items():
        gradient = grads["d" + name]
        smaller = weight - learning_rate
        result[name] = smaller * gradient
    return result
