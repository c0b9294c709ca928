# wrong: an equal cost counts as lower @ 5
def early_stopping(costs, patience):
    kept = 0
    for i in range(len(costs)):
        if costs[i] <= costs[kept]:
            kept = i
        if i - kept >= patience:
            return kept, i
    return kept, len(costs) - 1
