"""The one training loop. What it does at each step - forward, backward, update - is passed in."""

import sys

import numpy as np
from tqdm import tqdm

from utils.network import compute_cost, forward_propagation


class _Bar(tqdm):
    monitor_interval = 0  # tqdm would start a thread, which outlives the run and does not survive a fork


def train(
    X,
    Y,
    parameters,
    *,
    backward,
    update,
    learning_rate,
    num_iterations,
    forward=forward_propagation,
    cost=compute_cost,
    penalty=None,
    batches=None,
    progress=None,
):
    """Train a network, and record the cost on the way.

    X: inputs (n_x, m).  Y: labels (1, m).  parameters: where to start; they are left as they are.
    forward(X, parameters) -> (ZL, cache);  cost(ZL, Y) -> a number;  backward(X, Y, cache) -> grads;
    update(parameters, grads, learning_rate) -> parameters. An optimizer with a state is an object or closure called so.
    learning_rate: a number, or a function iteration -> number, iteration = 0, 1, ... (decay).
    penalty(parameters) -> a number that is added to the cost, such as an L2 term.
    batches(iteration) -> an iterable of (X, Y): an iteration is then an epoch, one update for each mini-batch.
    progress: None shows a bar on stdout once the run has lasted 2 seconds; False never does.

    Returns (parameters, costs): the trained parameters, and the cost at the start of each iteration, (num_iterations,)
    float64; with batches, the mean over the epoch's examples of the costs met on the way. If cost gives an array
    instead of a number, so does each iteration.
    Raises ValueError if batches(iteration) holds no examples.
    """
    parameters = {name: np.array(value) for name, value in parameters.items()}
    costs = []
    iterations = _Bar(
        range(num_iterations), desc="training", file=sys.stdout, delay=2, leave=False, disable=progress is False
    )
    for iteration in iterations:
        rate = learning_rate(iteration) if callable(learning_rate) else learning_rate
        mean, seen = 0.0, 0
        for X_batch, Y_batch in batches(iteration) if batches else [(X, Y)]:
            ZL, cache = forward(X_batch, parameters)
            batch_cost = cost(ZL, Y_batch)
            if penalty:
                batch_cost += penalty(parameters)
            grads = backward(X_batch, Y_batch, cache)
            parameters = update(parameters, grads, rate)
            seen += X_batch.shape[1]
            mean += (batch_cost - mean) * (X_batch.shape[1] / seen)
        if not seen:
            raise ValueError(f"batches({iteration}) holds no examples: it must give at least one (X, Y) with columns.")
        costs.append(mean)
    return parameters, np.array(costs, dtype=np.float64)
