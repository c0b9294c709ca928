# wrong: averages the squares over the whole array instead of entry by entry @ 4
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    def size(gradient):
        return np.mean(gradient**2)

    sizes = {k: beta * s[k] + (1 - beta) * size(grads[k]) for k in grads}
    updated = {}
    for k in parameters:
        updated[k] = parameters[k] - learning_rate * grads["d" + k] / (np.sqrt(sizes["d" + k]) + epsilon)
    return updated, sizes
