# wrong: the lowest cost in place of its iteration @ 11
def early_stopping(costs, patience):
    best, bad = float("inf"), 0
    for i, c in enumerate(costs):
        if c < best:
            best, bad = c, 0
        else:
            bad += 1
        if bad == patience:
            break
    return best, i
