# right
def bias_correction(average, beta, t):
    weight_of_the_values = sum((1 - beta) * beta**age for age in range(t))
    return np.divide(average, weight_of_the_values)
