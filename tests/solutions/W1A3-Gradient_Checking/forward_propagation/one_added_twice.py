# wrong: adds the 1 although log1p adds it already @ 5, 6
def forward_propagation(x, theta):
    logit = theta * x
    larger_term = max(logit, 0)
    inside = 1 + np.exp(-abs(logit))
    rest = np.log1p(inside)
    return larger_term + rest
