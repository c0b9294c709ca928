# wrong: n is the number of all examples, not of the disagreements @ 5
def sign_test(wrong_a, wrong_b):
    a = int(np.sum(wrong_a & ~wrong_b))
    b = int(np.sum(~wrong_a & wrong_b))
    n = len(wrong_a)
    total = sum(comb(n, k) for k in range(min(a, b) + 1))
    return min(1, 2 * total / 2**n)
