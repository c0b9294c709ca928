def forward_propagation(x, theta):
    return np.log(1 + np.exp(theta * x))
