def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    numerical = (forward(x, theta + epsilon) - forward(x, theta)) / epsilon
    analytic = backward(x, theta)
    return abs(numerical - analytic) / (abs(numerical) + abs(analytic))
