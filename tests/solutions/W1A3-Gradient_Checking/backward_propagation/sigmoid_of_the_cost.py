# wrong: sigmoid of the cost J instead of the logit z @ 3, 4
def backward_propagation(x, theta):
    forward = forward_propagation(x, theta)
    gradient_outer = sigmoid(forward)
    gradient_inner = x
    gradient = gradient_outer * gradient_inner
    return gradient
