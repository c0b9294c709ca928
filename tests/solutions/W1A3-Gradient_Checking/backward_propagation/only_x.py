# wrong: the slope of z, not of J @ 3
def backward_propagation(x, theta):
    dtheta = x
    return dtheta
