# right
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    t = np.array(theta, dtype=np.longdouble)
    num = (forward(x, t + epsilon) - forward(x, t - epsilon)) / (2 * np.longdouble(epsilon))
    ana = backward(x, t)
    return np.array(float(abs(num - ana) / (abs(num) + abs(ana))))
