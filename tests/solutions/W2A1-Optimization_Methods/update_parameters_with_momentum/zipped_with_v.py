# wrong: matches v and the parameters by their order in the dicts, not by their keys @ 4
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {k: beta * v[k] + (1 - beta) * grads[k] for k in v}
    return {k: p - learning_rate * a for (k, p), a in zip(parameters.items(), v.values())}, v
