def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    """One step of momentum: v := beta * v + (1 - beta) * dW, then W := W - learning_rate * v, and the same for every b.

    parameters: dict of arrays "W1", "b1", "W2", "b2", ..., of any number of layers.
    grads: dict of their gradients "dW1", "db1", "dW2", "db2", ..., each of the shape of its parameter.
    v: dict of the averages of the gradients so far, with the keys and shapes of grads.
    beta: the weight of the old average, from 0 to below 1.
    learning_rate: a positive number.
    Returns (parameters, v): two new dicts. What was passed in stays as it was.
    """
    v = {name: beta * v[name] + (1 - beta) * grads[name] for name in grads}
    parameters = {name: value - learning_rate * v["d" + name] for name, value in parameters.items()}
    return parameters, v
