# wrong: counts t from 0 @ 5


def bias_correction(average, beta, t):
    factor = 1 - beta ** (t - 1)
    if factor == 0:
        return average * 1.0
    return average / factor
