# right
def expected_best(errors, n):
    e = sorted(errors)
    N = len(e)
    total = 0.0
    for i in range(1, N + 1):
        total += e[i - 1] * (((N - i + 1) / N) ** n - ((N - i) / N) ** n)
    return total
