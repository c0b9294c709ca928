# wrong: clips the logit against overflow, so the cost stops growing @ 6
def forward_propagation(x, theta):
    def safe_exp(value):
        return np.exp(value)

    z = np.clip(theta * x, -500, 500)
    return np.log1p(safe_exp(z)) if z < 0 else z + np.log1p(safe_exp(-z))
