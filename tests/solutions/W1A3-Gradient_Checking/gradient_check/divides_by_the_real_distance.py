# right
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    # theta + epsilon is rounded, so use the distance that was really walked
    a, b = theta - epsilon, theta + epsilon
    num = (forward(x, b) - forward(x, a)) / (b - a)
    ana = backward(x, theta)
    return abs(num - ana) / (abs(num) + abs(ana))
