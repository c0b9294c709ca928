# wrong: subtracts arrays of True and False @ 3, 4
def sign_test(wrong_a, wrong_b):
    only_a = int(np.sum((wrong_a - wrong_b) == 1))
    only_b = int(np.sum((wrong_b - wrong_a) == 1))
    n = only_a + only_b
    tail = sum(comb(n, k) for k in range(min(only_a, only_b) + 1)) / 2**n
    return min(1.0, 2 * tail)
