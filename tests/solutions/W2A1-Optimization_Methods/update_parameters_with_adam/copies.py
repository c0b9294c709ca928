# right
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    parameters, v, s = ({name: value.copy() for name, value in old.items()} for old in (parameters, v, s))
    for name, grad in grads.items():
        v[name] *= beta1
        v[name] += (1 - beta1) * grad
        s[name] *= beta2
        s[name] += (1 - beta2) * grad * grad
        denominator = np.sqrt(s[name] / (1 - beta2**t))
        denominator += epsilon
        parameters[name[1:]] -= learning_rate * (v[name] / (1 - beta1**t)) / denominator
    return parameters, v, s
