# wrong: the step is taken in x instead of theta @ 3
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    J = lambda shift: forward(x + shift, theta)
    measured = (J(epsilon) - J(-epsilon)) / (2 * epsilon)
    formula = backward(x, theta)
    return np.abs(measured - formula) / (np.abs(measured) + np.abs(formula))
