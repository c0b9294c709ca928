# wrong: return is indented into the loop, so only the first layer comes back @ 8
def update_parameters_with_gd(parameters, grads, learning_rate):
    L = len(parameters) // 2
    out = dict()
    for l in range(1, L + 1):
        out[f"W{l}"] = parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        out[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]
        return out
