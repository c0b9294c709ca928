# wrong: matches v and the gradients by their order in the dicts, not by their keys @ 3
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {k: beta * a + (1 - beta) * g for (k, a), g in zip(v.items(), grads.values())}
    return {k: parameters[k] - learning_rate * v["d" + k] for k in parameters}, v
