# wrong: may exceed 1 @ 11
from math import comb

import numpy as np


def sign_test(wrong_a, wrong_b):
    a = int(np.sum(wrong_a & ~wrong_b))
    b = int(np.sum(wrong_b & ~wrong_a))
    n = a + b
    return 2 * sum(comb(n, k) for k in range(min(a, b) + 1)) / 2**n
