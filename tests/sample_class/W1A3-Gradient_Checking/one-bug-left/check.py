def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    J_plus = forward(x, theta + epsilon)
    J_minus = forward(x, theta - epsilon)
    numerical = (J_plus - J_minus) / (2 * epsilon)
    analytic = backward(x, theta)
    return abs(numerical - analytic) / (abs(numerical) + abs(analytic))
