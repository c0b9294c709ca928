# wrong: equal errors are merged into one @ 3
def expected_best(errors, n):
    e = np.unique(errors)
    N = e.size
    i = np.arange(1, N + 1)
    return float((((N - i + 1) / N) ** n - ((N - i) / N) ** n) @ e)
