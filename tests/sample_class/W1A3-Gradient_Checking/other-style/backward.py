def backward_propagation(x, theta):
    # sigmoid(z) = (1 + tanh(z / 2)) / 2
    return 0.5 * x * (1 + np.tanh(0.5 * theta * x))
