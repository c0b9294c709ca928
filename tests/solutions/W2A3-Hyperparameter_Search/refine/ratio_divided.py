# wrong: on a log scale the ratio high / low is divided by factor, not its logarithm @ 10
import numpy as np


def refine(space, best, factor):
    def shrink(name):
        scale, lo, hi = space[name]
        c = best[name]
        if scale == "log":
            q = np.sqrt(hi / lo / factor)
            return scale, max(lo, c / q), min(hi, c * q)
        w = (hi - lo) / factor / 2
        return scale, max(lo, c - w), min(hi, c + w)

    return {name: shrink(name) for name in space}
