def bias_correction(average, beta, t):
    weight = sum((1 - beta) * beta**k for k in range(t))
    return average / weight
