# wrong: cost of an example of class 1, -log(a), instead of class 0 @ 5
def forward_propagation(x, theta):
    # cross-entropy is -log of the probability, and the probability is sigmoid(z)
    z = theta * x
    minus_log_a = np.maximum(-z, 0) + np.log1p(np.exp(-np.abs(z)))
    return minus_log_a
