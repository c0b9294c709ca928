# wrong: exp(-z) where exp(-|z|) belongs, wrong for negative z @ 3
def forward_propagation(x, theta):
    return max(theta * x, 0.0) + np.log1p(np.exp(-theta * x))
