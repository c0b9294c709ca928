# wrong: raises 1 - beta to the power instead of beta alone @ 6
import numpy as np


def bias_correction(average, beta, t):
    return average / (1 - beta) ** t
