# wrong: counts all errors of each model instead of the disagreements @ 3
def sign_test(wrong_a, wrong_b):
    a = int(np.sum(wrong_a))
    b = int(np.sum(wrong_b))
    n = a + b
    total = sum(comb(n, k) for k in range(min(a, b) + 1))
    return min(1, 2 * total / 2**n)
