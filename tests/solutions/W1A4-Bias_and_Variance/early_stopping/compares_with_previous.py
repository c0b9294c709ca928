# wrong: compares with the cost before @ 5
def early_stopping(costs, patience):
    kept, waited = 0, 0
    for i in range(1, len(costs)):
        if costs[i] < costs[i - 1]:
            kept, waited = i, 0
        else:
            waited += 1
        if waited == patience:
            return kept, i
    return kept, len(costs) - 1
