# wrong: the slope of z, not of J
def backward_propagation(x, theta):
    dtheta = x
    return dtheta
