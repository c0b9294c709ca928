def backward_propagation(x, theta):
    return sigmoid(x * theta) * x
