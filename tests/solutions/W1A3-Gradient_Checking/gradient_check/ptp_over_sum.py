# right
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    below, above = (forward(x, theta + side * epsilon) for side in (-1, +1))
    both = np.array([0.5 * (above - below) / epsilon, backward(x, theta)])
    return np.ptp(both) / np.abs(both).sum()  # ptp: largest minus smallest
