# wrong: s averages the squares of the new v instead of the squares of the gradient @ 7
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    newP, newV, newS = {}, {}, {}
    for k, w in parameters.items():
        dw = grads["d" + k]
        m = beta1 * v["d" + k] + (1 - beta1) * dw
        q = beta2 * s["d" + k] + (1 - beta2) * m**2
        newV["d" + k], newS["d" + k] = m, q
        m_hat, q_hat = m / (1 - beta1**t), q / (1 - beta2**t)
        newP[k] = w - learning_rate * m_hat / (np.sqrt(q_hat) + epsilon)
    return newP, newV, newS
