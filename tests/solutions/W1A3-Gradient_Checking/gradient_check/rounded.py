# wrong: rounds the result @ 5
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    num = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    ana = backward(x, theta)
    return round(abs(num - ana) / (abs(num) + abs(ana)), 4)
