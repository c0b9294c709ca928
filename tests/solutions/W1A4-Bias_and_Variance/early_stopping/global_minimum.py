# wrong: the lowest of all costs, a bump before it does not stop @ 6
import numpy as np


def early_stopping(costs, patience):
    kept = int(np.argmin(costs))
    return kept, min(kept + patience, len(costs) - 1)
