# wrong: cells' left edges @ 3
def grid(space, k):
    u = np.arange(k) / k
    columns = []
    for kind, low, high in space.values():
        if kind == "linear":
            columns.append(low + (high - low) * u)
        else:
            columns.append(low * (high / low) ** u)
    return [dict(zip(space, values)) for values in itertools.product(*columns)]
