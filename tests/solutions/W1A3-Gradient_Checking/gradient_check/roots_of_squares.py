# right
import math


def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    rise = forward(theta=theta + epsilon, x=x) - forward(theta=theta - epsilon, x=x)
    num, ana = rise / epsilon / 2, backward(x, theta)
    return math.sqrt((ana - num) ** 2) / (math.sqrt(num**2) + math.sqrt(ana**2))
