# wrong: on a log scale the middle of a cell is the geometric mean of its edges, not their mean @ 6
def grid(space, k):
    axes = []
    for scale, low, high in space.values():
        edges = np.linspace(low, high, k + 1) if scale == "linear" else np.geomspace(low, high, k + 1)
        axes.append((edges[:-1] + edges[1:]) / 2)
    return [dict(zip(space, p)) for p in itertools.product(*axes)]
