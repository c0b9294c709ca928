# right
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    right = (forward(x, theta + epsilon) - forward(x, theta)) / epsilon
    left = (forward(x, theta) - forward(x, theta - epsilon)) / epsilon
    num, ana = (left + right) / 2, backward(x, theta)
    return np.abs(np.subtract(num, ana)) / np.add(np.abs(num), np.abs(ana))
