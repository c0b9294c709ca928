# wrong: no brackets, divides by 1 and then subtracts beta^t @ 3
def bias_correction(average, beta, t):
    return average / 1 - beta**t
