# right
def expected_best(errors, n):
    e = np.sort(np.asarray(errors, dtype=float))
    N = e.size
    return e[0] + np.sum(np.diff(e) * (np.arange(N - 1, 0, -1) / N) ** n)
