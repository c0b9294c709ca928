# wrong: divides by the larger of the two slopes instead of by their sum @ 6
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    costs = [forward(x, theta + epsilon), forward(x, theta - epsilon)]
    num = (costs[0] - costs[1]) / (2.0 * epsilon)
    ana = backward(x, theta)
    scale = max(abs(num), abs(ana))
    return abs(num - ana) / scale
