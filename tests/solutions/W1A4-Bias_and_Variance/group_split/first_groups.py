# wrong: the first groups, nothing drawn @ 7
import numpy as np


def group_split(groups, dev_share, rng):
    different = np.unique(groups)
    chosen = different[: round(dev_share * len(different))]
    mask = np.isin(groups, chosen)
    return np.where(~mask)[0], np.where(mask)[0]
