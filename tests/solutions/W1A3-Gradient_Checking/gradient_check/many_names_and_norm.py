# right
import numpy as np


def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    theta_plus = theta + epsilon
    theta_minus = theta - epsilon
    J_plus = forward(x, theta_plus)
    J_minus = forward(x, theta_minus)
    gradapprox = (J_plus - J_minus) / (2 * epsilon)
    grad = backward(x, theta)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    return numerator / denominator
