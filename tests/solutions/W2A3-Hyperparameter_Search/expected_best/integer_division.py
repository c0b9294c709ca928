# wrong: integer division makes 0 of all fractions but one @ 6
def expected_best(errors, n):
    e = np.sort(errors)
    N = e.size
    i = np.arange(1, N + 1)
    return float((((N - i + 1) // N) ** n - ((N - i) // N) ** n) @ e)
