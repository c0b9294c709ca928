# wrong: np.max(z, 0) takes 0 as the axis, np.maximum was meant (crashes) @ 4
def forward_propagation(x, theta):
    z = np.multiply(theta, x)
    first = np.max(z, 0)
    second = np.log1p(np.exp(-np.abs(z)))
    J = np.add(first, second)
    return J
