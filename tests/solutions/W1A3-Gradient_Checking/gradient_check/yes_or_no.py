# wrong: a verdict, not the number @ 6
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    num = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    ana = backward(x, theta)
    difference = abs(num - ana) / (abs(num) + abs(ana))
    return difference < 1e-7
