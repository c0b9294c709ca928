# wrong: kept + patience is the last iteration even without a stop @ 9
def early_stopping(costs, patience):
    kept = 0
    for i, c in enumerate(costs):
        if c < costs[kept]:
            kept = i
        if i - kept >= patience:
            break
    return kept, kept + patience
