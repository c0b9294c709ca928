def compute_cost_with_regularization(ZL, Y, parameters, lambd)
    return compute_cost(ZL, Y)
