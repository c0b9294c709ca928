# wrong: /= divides the array that was passed in @ 3
def bias_correction(average, beta, t):
    average /= 1 - beta**t
    return average
