# wrong: i starts at 0 @ 5
def expected_best(errors, n):
    e = np.sort(errors)
    N = len(e)
    i = np.arange(N)
    p = ((N - i + 1) / N) ** n - ((N - i) / N) ** n
    return np.sum(p * e)
