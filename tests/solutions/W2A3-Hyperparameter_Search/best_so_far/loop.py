# right
def best_so_far(errors):
    found, lowest = [], float("inf")
    for e in errors:
        if e < lowest:
            lowest = e
        found.append(lowest)
    return np.array(found)
