# wrong: iteration 0 already counts as waiting @ 4, 7, 8
def early_stopping(costs, patience):
    i = kept = waited = 0
    while i < len(costs) and waited < patience:
        if costs[i] < costs[kept]:
            kept, waited = i, 0
        else:
            waited += 1
        i += 1
    return kept, i - 1
