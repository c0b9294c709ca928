# wrong: without a stop returns n instead of n - 1 @ 9
def early_stopping(costs, patience):
    best = 0
    for i in range(1, len(costs)):
        if costs[i] < costs[best]:
            best = i
        elif i - best >= patience:
            return best, i
    return best, len(costs)
