"""Several networks of the same shape trained at once, hardly slower than one: is a result more than one seed's luck?

Their matrices lie on top of each other, network after network: "W1" of S networks has the shape (S n_1, n_0). An
update rule works element-wise and cannot tell such a stack from one network with longer layers, so that a rule which
is right for one network trains them all. Forward, cost and backward keep them apart.
"""

import numpy as np

from utils.backward import backward_propagation
from utils.network import forward_propagation, losses


class Ensemble:
    """S networks for utils.training.train, which takes start, forward, cost and backward from here.

    members: a list of S dicts of parameters, all of the same shapes.

    start: their parameters in one stack, to train from.
    train gives one cost per iteration for one network, and S for these: costs of shape (num_iterations, S).
    """

    def __init__(self, members):
        self.count = len(members)
        self.start = {name: np.concatenate([member[name] for member in members]) for name in members[0]}

    def forward(self, X, parameters):
        """As forward_propagation, of a stack: logits (S, 1, m), and a cache whose arrays, A0 apart, have S in front."""
        return forward_propagation(X, self._apart(parameters))

    def cost(self, ZL, Y):
        """The mean loss of each network, (S,).  ZL: logits (S, 1, m).  Y: labels 0 or 1 (1, m)."""
        return losses(ZL, Y).mean(axis=(1, 2))

    def backward(self, X, Y, cache):
        """The gradients of each network's own cost, stacked as the parameters are."""
        grads = backward_propagation(X, Y, cache)
        return {name: grad.reshape(-1, grad.shape[-1]) for name, grad in grads.items()}

    def members(self, parameters):
        """The S dicts of parameters that a stack holds."""
        apart = self._apart(parameters)
        return [{name: value[k] for name, value in apart.items()} for k in range(self.count)]

    def _apart(self, parameters):
        """The stack with an axis for the networks in front: "W1" (S, n_1, n_0), "b1" (S, n_1, 1), ...."""
        return {name: value.reshape(self.count, -1, value.shape[-1]) for name, value in parameters.items()}
