# wrong: dz/dx = theta is taken for dz/dtheta = x @ 4
def backward_propagation(x, theta):
    dJ_dz = sigmoid(theta * x)
    dz_dtheta = theta
    return dJ_dz * dz_dtheta
