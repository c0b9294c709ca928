def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    parameters, v, s = ({name: array.copy() for name, array in old.items()} for old in (parameters, v, s))
    for name, gradient in grads.items():
        v[name] *= beta1
        v[name] += (1 - beta1) * gradient
        s[name] *= beta2
        s[name] += (1 - beta2) * gradient * gradient
        corrected_v, corrected_s = v[name] / (1 - beta1**t), s[name] / (1 - beta2**t)
        parameters[name[1:]] -= learning_rate * corrected_v / (np.sqrt(corrected_s) + epsilon)
    return parameters, v, s
