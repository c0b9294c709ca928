# wrong: raises 1 - beta to the power t instead of beta alone @ 4
def bias_correction(average, beta, t):
    weight_of_new = 1 - beta
    corrected = average / np.power(weight_of_new, t)
    return corrected
