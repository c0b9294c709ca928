# wrong: errors not sorted @ 3
def expected_best(errors, n):
    e = np.asarray(errors)
    N = len(e)
    i = np.arange(1, N + 1)
    p = ((N - i + 1) / N) ** n - ((N - i) / N) ** n
    return np.sum(p * e)
