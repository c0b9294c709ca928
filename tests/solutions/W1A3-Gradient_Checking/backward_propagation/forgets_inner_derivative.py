# wrong: the factor dz/dtheta = x is forgotten @ 5
def backward_propagation(x, theta):
    z = theta * x
    a = sigmoid(z)
    dtheta = a - 0  # a - y, and the class is 0
    return dtheta
