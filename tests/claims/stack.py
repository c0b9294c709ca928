"""Networks in a stack, for what utils.ensemble does not do: other data for each of them, and other passes."""

import numpy as np


def stack(members):
    """One dict of parameters for a list of them: "W1" (S, n_1, n_0), "b1" (S, n_1, 1), ....

    forward_propagation, backward_propagation and their kin look at the last two axes only, and the rule of gradient
    descent at none, so that such a stack is trained as one network is. Inputs and labels may be stacked, too.
    """
    return {name: np.stack([member[name] for member in members]) for name in members[0]}
