# wrong: forgets the root over s_hat and divides by the average square itself @ 12, 13
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    remaining1 = 1 - beta1**t
    remaining2 = 1 - beta2**t
    out_p, out_v, out_s = {}, {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        dW, db = grads[f"dW{l}"], grads[f"db{l}"]
        out_v[f"dW{l}"] = beta1 * v[f"dW{l}"] + (1 - beta1) * dW
        out_v[f"db{l}"] = beta1 * v[f"db{l}"] + (1 - beta1) * db
        out_s[f"dW{l}"] = beta2 * s[f"dW{l}"] + (1 - beta2) * dW**2
        out_s[f"db{l}"] = beta2 * s[f"db{l}"] + (1 - beta2) * db**2
        W_step = (out_v[f"dW{l}"] / remaining1) / (out_s[f"dW{l}"] / remaining2 + epsilon)
        b_step = (out_v[f"db{l}"] / remaining1) / (out_s[f"db{l}"] / remaining2 + epsilon)
        out_p[f"W{l}"] = parameters[f"W{l}"] - learning_rate * W_step
        out_p[f"b{l}"] = parameters[f"b{l}"] - learning_rate * b_step
    return out_p, out_v, out_s
