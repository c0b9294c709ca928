# right
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    m = ZL.shape[1]
    return compute_cost(ZL, Y) + sum(
        lambd * np.linalg.norm(parameters["W" + str(l)]) ** 2 / m / 2 for l in range(1, len(parameters) // 2 + 1)
    )
