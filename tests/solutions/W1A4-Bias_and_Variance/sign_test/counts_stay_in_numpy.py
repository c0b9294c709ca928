# right
from math import comb

import numpy as np


def sign_test(wrong_a, wrong_b):
    only_a = np.sum(wrong_a & ~wrong_b)
    only_b = np.sum(~wrong_a & wrong_b)
    n = only_a + only_b
    tail = 0
    for k in range(min(only_a, only_b) + 1):
        tail += comb(n, k)
    return min(1.0, 2 * tail / 2**n)
