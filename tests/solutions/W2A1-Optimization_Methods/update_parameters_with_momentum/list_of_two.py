# right
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {name: np.average([value, grads[name]], axis=0, weights=[beta, 1 - beta]) for name, value in v.items()}
    return [{name[1:]: parameters[name[1:]] - learning_rate * value for name, value in v.items()}, v]
