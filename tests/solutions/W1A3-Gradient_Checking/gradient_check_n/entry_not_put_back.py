# wrong: after its two steps an entry stays an epsilon too low while the next ones are measured @ 18, 19, 20
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    shifted = {}
    for key in parameters:
        shifted[key] = np.array(parameters[key], dtype="float64")

    def current_cost():
        logits, _ = network.forward_propagation(X, shifted)
        return network.compute_cost(logits, Y)

    differences = {}
    sum_diff = sum_num = sum_ana = 0.0
    for key in parameters:
        square_diff = square_num = square_ana = 0.0
        for index in np.ndindex(*shifted[key].shape):
            shifted[key][index] += epsilon
            upper = current_cost()
            shifted[key][index] -= 2 * epsilon
            lower = current_cost()
            num = (upper - lower) / (2 * epsilon)
            ana = gradients["d" + key][index]
            square_diff += (num - ana) ** 2
            square_num += num**2
            square_ana += ana**2
        differences["d" + key] = square_diff**0.5 / (square_num**0.5 + square_ana**0.5)
        sum_diff += square_diff
        sum_num += square_num
        sum_ana += square_ana
    return sum_diff**0.5 / (sum_num**0.5 + sum_ana**0.5), differences
