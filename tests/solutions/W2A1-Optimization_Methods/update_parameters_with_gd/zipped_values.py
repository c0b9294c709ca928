# wrong: matches gradients by their order in the dict, not by their keys @ 3
def update_parameters_with_gd(parameters, grads, learning_rate):
    return {k: p - learning_rate * g for (k, p), g in zip(parameters.items(), grads.values())}
