# wrong: takes the inner points of a division into k + 1 parts @ 3
def grid(space, k):
    u = np.linspace(0, 1, k + 2)[1:-1]
    axes = [l + u * (h - l) if kind == "linear" else l * (h / l) ** u for kind, l, h in space.values()]
    return [dict(zip(space, point)) for point in itertools.product(*axes)]
