# right
def grid(space, k):
    trials = [{}]
    for name, (kind, low, high) in space.items():
        longer = []
        for trial in trials:
            for i in range(k):
                u = (2 * i + 1) / (2 * k)
                value = low + u * (high - low)
                if kind == "log":
                    value = np.exp((1 - u) * np.log(low) + u * np.log(high))
                longer.append({**trial, name: value})
        trials = longer
    return trials
