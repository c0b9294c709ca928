# wrong: ignores epsilon @ 3
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    epsilon = 1e-7
    num = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    ana = backward(x, theta)
    return abs(num - ana) / (abs(num) + abs(ana))
