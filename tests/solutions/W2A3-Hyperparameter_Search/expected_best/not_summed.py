# wrong: the products are not added up @ 6
def expected_best(errors, n):
    N = len(errors)
    i = np.arange(1, N + 1)
    p = ((N - i + 1) / N) ** n - ((N - i) / N) ** n
    return p * np.sort(errors)
