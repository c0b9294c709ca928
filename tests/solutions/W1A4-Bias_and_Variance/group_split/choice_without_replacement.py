# right
import numpy as np


def group_split(groups, dev_share, rng):
    different = np.unique(groups)
    chosen = rng.choice(different, size=round(dev_share * different.size), replace=False)
    mask = np.isin(groups, chosen)
    return np.where(~mask)[0], np.where(mask)[0]
