def backward_propagation(x, theta):
    return x * np.exp(theta * x) / (1 + np.exp(theta * x))
