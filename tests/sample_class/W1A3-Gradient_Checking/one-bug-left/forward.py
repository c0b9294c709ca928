def forward_propagation(x, theta):
    z = theta * x
    return max(z, 0.0) + np.log1p(np.exp(-abs(z)))
