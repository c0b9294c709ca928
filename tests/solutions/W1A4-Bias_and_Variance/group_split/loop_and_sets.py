# right
import numpy as np


def group_split(groups, dev_share, rng):
    different = sorted(set(groups.tolist()))
    rng.shuffle(different)
    dev_groups = set(different[: round(dev_share * len(different))])
    dev = [i for i, g in enumerate(groups.tolist()) if g in dev_groups]
    train = [i for i, g in enumerate(groups.tolist()) if g not in dev_groups]
    return np.array(train), np.array(dev)
