# wrong: a - y with the label 1 instead of 0 @ 3
def backward_propagation(x, theta):
    y = 1
    error = sigmoid(theta * x) - y
    return error * x
