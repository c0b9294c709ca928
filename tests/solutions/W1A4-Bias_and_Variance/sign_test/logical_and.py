# right
from math import comb

import numpy as np


def sign_test(wrong_a, wrong_b):
    a = int(np.logical_and(wrong_a, np.logical_not(wrong_b)).sum())
    n = int(np.logical_xor(wrong_a, wrong_b).sum())
    few = min(a, n - a)
    return min(1, 2 * sum([comb(n, k) for k in range(0, few + 1)]) / 2**n)
