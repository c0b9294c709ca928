# right
def backward_propagation(x, theta):
    # log(sigmoid(z)) = -log(1 + e^-z), and logaddexp(0, u) = log(1 + e^u)
    log_a = -np.logaddexp(0.0, -(theta * x))
    return np.exp(log_a) * x
