# wrong: sum stops one too early @ 6
def sign_test(wrong_a, wrong_b):
    a = int(np.sum(wrong_a & ~wrong_b))
    b = int(np.sum(~wrong_a & wrong_b))
    n = a + b
    total = sum(comb(n, k) for k in range(min(a, b)))
    return min(1, 2 * total / 2**n)
