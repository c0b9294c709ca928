# wrong: groups drawn with replacement @ 7
import numpy as np


def group_split(groups, dev_share, rng):
    different = np.unique(groups)
    chosen = rng.choice(different, size=round(dev_share * different.size))
    mask = np.isin(groups, chosen)
    return np.where(~mask)[0], np.where(mask)[0]
