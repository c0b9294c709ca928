# right
def early_stopping(costs, patience):
    best, kept, waited = costs[0], 0, 0
    for i, cost in enumerate(costs[1:], start=1):
        if cost < best:
            best, kept, waited = cost, i, 0
        else:
            waited += 1
            if waited >= patience:
                return kept, i
    return kept, len(costs) - 1
