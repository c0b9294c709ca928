# wrong: theta first @ 3,4
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    num = (forward(theta + epsilon, x) - forward(theta - epsilon, x)) / (2 * epsilon)
    ana = backward(theta, x)
    return abs(num - ana) / (abs(num) + abs(ana))
