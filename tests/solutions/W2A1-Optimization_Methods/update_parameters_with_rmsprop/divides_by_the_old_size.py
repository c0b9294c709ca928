# wrong: divides by the root of the s that was passed in, not of the new average @ 5
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    S = {k: beta * s[k] + (1 - beta) * grads[k] ** 2 for k in s}
    P = {
        k: parameters[k] - learning_rate * grads["d" + k] / (np.sqrt(s["d" + k]) + epsilon)
        for k in parameters
    }
    return P, S
