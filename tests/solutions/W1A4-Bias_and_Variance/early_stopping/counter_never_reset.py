# wrong: the counter is not set back @ 6, 8
def early_stopping(costs, patience):
    kept, waited = 0, 0
    for i in range(1, len(costs)):
        if costs[i] < costs[kept]:
            kept = i
        else:
            waited += 1
        if waited == patience:
            return kept, i
    return kept, len(costs) - 1
