# wrong: no absolute value in the numerator, the result may be negative @ 7
def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    def slope(f, at):
        return (f(x, at + epsilon) - f(x, at - epsilon)) / (2 * epsilon)

    num, ana = slope(forward, theta), backward(x, theta)
    top = num - ana
    bottom = abs(num) + abs(ana)
    return top / bottom
