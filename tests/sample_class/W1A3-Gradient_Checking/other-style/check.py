def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    above, below = (forward(x, theta + step) for step in (epsilon, -epsilon))
    pair = np.array([(above - below) / epsilon / 2, backward(x, theta)])
    return np.abs(np.diff(pair)).item() / np.abs(pair).sum()
