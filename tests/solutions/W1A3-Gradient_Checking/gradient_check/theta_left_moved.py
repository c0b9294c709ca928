# wrong: theta is overwritten and never put back, the formula's slope is taken at theta - epsilon @ 8
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    theta = theta + epsilon
    cost_right = forward(x, theta)
    theta = theta - 2 * epsilon
    cost_left = forward(x, theta)
    num = (cost_right - cost_left) / (2 * epsilon)
    ana = backward(x, theta)
    difference = abs(num - ana) / (abs(num) + abs(ana))
    return difference
