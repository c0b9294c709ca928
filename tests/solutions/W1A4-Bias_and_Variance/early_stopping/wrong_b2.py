# wrong: compares with the previous cost, not with the lowest @ 8
def early_stopping(costs, patience):
    best = 0
    waited = 0
    for i in range(1, len(costs)):
        if costs[i] < costs[best]:
            best = i
        if costs[i] < costs[i - 1]:
            waited = 0
        else:
            waited += 1
        if waited == patience:
            return best, i
    return best, len(costs) - 1
