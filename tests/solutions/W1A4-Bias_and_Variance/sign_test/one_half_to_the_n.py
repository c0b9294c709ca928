# right
from math import comb

import numpy as np


def sign_test(wrong_a, wrong_b):
    a = np.count_nonzero(wrong_a > wrong_b)
    b = np.count_nonzero(wrong_b > wrong_a)
    p = 0
    for k in range(min(a, b) + 1):
        p += comb(a + b, k) * 0.5 ** (a + b)
    return min(2 * p, 1)
