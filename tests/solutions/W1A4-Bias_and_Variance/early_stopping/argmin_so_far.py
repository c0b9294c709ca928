# right
import numpy as np


def early_stopping(costs, patience):
    for i in range(len(costs)):
        kept = int(np.argmin(costs[: i + 1]))
        if i - kept >= patience:
            break
    return kept, i
