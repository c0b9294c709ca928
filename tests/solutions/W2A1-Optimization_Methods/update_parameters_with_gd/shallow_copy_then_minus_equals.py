# wrong: thinks dict.copy() copies the arrays too, so -= changes the arrays that were passed in @ 3, 5
def update_parameters_with_gd(parameters, grads, learning_rate):
    p = parameters.copy()
    for k in p:
        p[k] -= learning_rate * grads["d" + k]
    return p
