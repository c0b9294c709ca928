# right
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    total = 0
    for name in parameters:
        if "W" in name:
            for row in parameters[name]:
                for weight in row:
                    total += weight * weight
    losses = [np.logaddexp(0, -z if y else z) for z, y in zip(ZL[0], Y[0], strict=True)]
    return (sum(losses) + 0.5 * lambd * total) / len(losses)
