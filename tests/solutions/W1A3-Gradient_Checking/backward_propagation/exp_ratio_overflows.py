# wrong: e^z / (1 + e^z) by hand, nan for large z @ 5
def backward_propagation(x, theta):
    e = np.exp(theta * x)
    # d/dtheta log(1 + e) = 1 / (1 + e) * e * x
    return x * e / (1 + e)
