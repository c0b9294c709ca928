# right
from math import comb

import numpy as np


def sign_test(wrong_a, wrong_b):
    differ = wrong_a != wrong_b
    n = int(np.sum(differ))
    most = max(int(np.sum(wrong_a[differ])), int(np.sum(wrong_b[differ])))
    return min(1.0, 2 * sum(comb(n, k) for k in range(most, n + 1)) / 2**n)
