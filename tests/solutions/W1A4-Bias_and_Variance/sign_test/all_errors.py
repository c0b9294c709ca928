# wrong: counts examples where both are wrong @ 6
from math import comb


def sign_test(wrong_a, wrong_b):
    a, b = int(wrong_a.sum()), int(wrong_b.sum())
    n = a + b
    return min(1.0, 2 * sum(comb(n, k) for k in range(min(a, b) + 1)) / 2**n)
