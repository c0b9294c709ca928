# wrong: exp is taken of points between the bounds themselves, their logarithm is forgotten @ 8
def grid(space, k):
    values = []
    for name in space:
        kind, low, high = space[name]
        points = np.array([low + (high - low) * (i + 0.5) / k for i in range(k)])
        if kind == "log":
            points = np.exp(points)
        values.append(points)
    return [dict(zip(space.keys(), combination)) for combination in itertools.product(*values)]
