# right
def forward_propagation(x, theta):
    def softplus_of_nonpositive(t):
        return np.log1p(np.exp(t))

    z = theta * x
    if z > 0:
        # log(1 + e^z) = log(e^z (e^-z + 1))
        return z + softplus_of_nonpositive(-z)
    return softplus_of_nonpositive(z)
