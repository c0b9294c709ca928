# wrong: leaves the correction out after ten steps, because "for large t it does nothing" @ 3, 4
def bias_correction(average, beta, t):
    if t > 10:
        return average
    return average / (1 - beta**t)
