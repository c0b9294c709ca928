# right
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    w = np.concatenate([value.ravel() for key, value in parameters.items() if key.startswith("W")])
    return float(compute_cost(ZL, Y) + 0.5 * lambd * np.mean([w @ w]) / ZL.size)
