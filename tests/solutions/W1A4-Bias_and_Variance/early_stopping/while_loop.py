# right
import numpy as np


def early_stopping(costs, patience):
    i, kept = 0, 0
    while i < len(costs) - 1 and i - kept < patience:
        i += 1
        if costs[i] < costs[kept]:
            kept = i
    return kept, i
