# wrong: / 2 * epsilon multiplies by epsilon, no parentheses @ 5
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    theta_plus = theta + epsilon
    theta_minus = theta - epsilon
    num = (forward(x, theta_plus) - forward(x, theta_minus)) / 2 * epsilon
    ana = backward(x, theta)
    return abs(num - ana) / (abs(num) + abs(ana))
