def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    """One step of Adam (Kingma and Ba, 2015, algorithm 1), entry by entry, and the same for every b:

        v := beta1 * v + (1 - beta1) * dW            s := beta2 * s + (1 - beta2) * dW^2
        v_hat = v / (1 - beta1^t)                    s_hat = s / (1 - beta2^t)
        W := W - learning_rate * v_hat / (sqrt(s_hat) + epsilon)

    parameters: dict of arrays "W1", "b1", "W2", "b2", ..., of any number of layers.
    grads: dict of their gradients "dW1", "db1", "dW2", "db2", ..., each of the shape of its parameter.
    v, s: dicts of the averages of the gradients and of their squares so far, with the keys and shapes of grads.
    t: the number of this step: 1 in the first, 2 in the second, ....
    learning_rate, epsilon: positive numbers.
    beta1, beta2: the weights of the old averages, v's and s's, from 0 to below 1.
    Returns (parameters, v, s): three new dicts, v and s without the correction. What was passed in stays as it was.
    """
    v = {name: beta1 * v[name] + (1 - beta1) * grads[name] for name in grads}
    s = {name: beta2 * s[name] + (1 - beta2) * grads[name] ** 2 for name in grads}
    direction = {}
    for name in grads:
        v_hat = v[name] / (1 - beta1**t)
        s_hat = s[name] / (1 - beta2**t)
        direction[name] = v_hat / (np.sqrt(s_hat) + epsilon)
    parameters = {name: value - learning_rate * direction["d" + name] for name, value in parameters.items()}
    return parameters, v, s
