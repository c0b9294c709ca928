# right
def expected_best(errors, n):
    e = np.sort(errors)
    N = len(e)
    i = np.arange(1, N + 1)
    p = ((N - i + 1) / N) ** n - ((N - i) / N) ** n
    return np.sum(p * e)
