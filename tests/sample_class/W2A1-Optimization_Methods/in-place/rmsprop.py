def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    """One step of RMSProp (Tieleman and Hinton, 2012), entry by entry, and the same for every b:

        s := beta * s + (1 - beta) * dW^2
        W := W - learning_rate * dW / (sqrt(s) + epsilon)

    parameters: dict of arrays "W1", "b1", "W2", "b2", ..., of any number of layers.
    grads: dict of their gradients "dW1", "db1", "dW2", "db2", ..., each of the shape of its parameter.
    s: dict of the averages of the squared gradients so far, with the keys and shapes of grads.
    beta: the weight of the old average, from 0 to below 1.
    learning_rate, epsilon: positive numbers.
    Returns (parameters, s): two new dicts. What was passed in stays as it was.
    """
    s = {name: beta * s[name] + (1 - beta) * grads[name] ** 2 for name in grads}
    direction = {name: grads[name] / (np.sqrt(s[name]) + epsilon) for name in grads}
    parameters = {name: value - learning_rate * direction["d" + name] for name, value in parameters.items()}
    return parameters, s
