# wrong: counts draws without replacement @ 6
def expected_best(errors, n):
    import math
    e = sorted(errors)
    N = len(e)
    n = min(n, N)
    weights = [math.comb(N - i, n - 1) / math.comb(N, n) for i in range(1, N + 1)]
    return sum(x * w for x, w in zip(e, weights))
