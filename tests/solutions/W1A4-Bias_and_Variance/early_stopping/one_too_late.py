# wrong: one iteration too late @ 7
def early_stopping(costs, patience):
    kept = 0
    for i in range(len(costs)):
        if costs[i] < costs[kept]:
            kept = i
        if i - kept > patience:
            return kept, i
    return kept, len(costs) - 1
