"""A training step of the course's network against PyTorch: the same step, from the same weights, to the same cost.

The network is 2-10-5-1 on 300 examples, in float64. A step is forward, cost, backward and update, and gives the cost as
a Python number. PyTorch runs eagerly, on one thread.
"""

from itertools import pairwise
from statistics import median

import numpy as np
import torch

from tools.bench.timing import compare, ratios, report
from utils.backward import backward_propagation
from utils.gradient_descent import update_parameters_with_gd
from utils.initializers import initialize_parameters_he
from utils.network import compute_cost, forward_propagation

LAYERS_DIMS = [2, 10, 5, 1]
LEARNING_RATE = 0.01


def numpy_step(X, Y, parameters):
    """A function that does one step with the course's code and returns the cost before it."""

    def step():
        nonlocal parameters
        ZL, cache = forward_propagation(X, parameters)
        cost = compute_cost(ZL, Y)
        grads = backward_propagation(X, Y, cache)
        parameters = update_parameters_with_gd(parameters, grads, LEARNING_RATE)
        return cost

    return step


def torch_step(X, Y, parameters):
    """The same with PyTorch, whose rows are examples."""
    X, Y = torch.from_numpy(X.T.copy()), torch.from_numpy(Y.T.copy())
    linear = [torch.nn.Linear(n_in, n_out, dtype=torch.float64) for n_in, n_out in pairwise(LAYERS_DIMS)]
    with torch.no_grad():
        for l, layer in enumerate(linear, start=1):
            layer.weight.copy_(torch.from_numpy(parameters[f"W{l}"]))
            layer.bias.copy_(torch.from_numpy(parameters[f"b{l}"].ravel()))
    model = torch.nn.Sequential(linear[0], torch.nn.ReLU(), linear[1], torch.nn.ReLU(), linear[2])
    loss_function = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)

    def step():
        loss = loss_function(model(X), Y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def main():
    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    X = rng.standard_normal((2, 300))
    Y = (np.hypot(*X) < 1.2).astype(np.float64)[np.newaxis]
    parameters = initialize_parameters_he(LAYERS_DIMS, rng)

    ours, theirs = numpy_step(X, Y, parameters), torch_step(X, Y, parameters)
    costs = np.array([(ours(), theirs()) for _ in range(200)])
    np.testing.assert_allclose(costs[:, 0], costs[:, 1], rtol=1e-12, err_msg="the two do not do the same work")

    title = "One training step, 2-10-5-1 on 300 examples, float64, one thread"
    times = compare({f"NumPy {np.__version__}, this course": ours, f"PyTorch {torch.__version__}, eager": theirs})
    print(report(title, times))
    faster = median(ratios(times, *reversed(times)))
    print(
        f"Wanted: at least 2 times as fast as PyTorch; measured: {faster:.2f}, {'met' if faster >= 2 else 'NOT MET'}."
    )


if __name__ == "__main__":
    main()
