# wrong: dJ/dz taken to be the slope of the sigmoid, a(1 - a) @ 7
def backward_propagation(x, theta):
    def sigmoid_prime(z):
        s = sigmoid(z)
        return s * (1 - s)

    return sigmoid_prime(theta * x) * x
