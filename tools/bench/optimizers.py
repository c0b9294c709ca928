"""The optimizers against PyTorch's: the same path over a hundred steps, and the time of one step of Adam.

All in float64, on one thread. PyTorch's fused Adam is one pass of C++ over each parameter; its default is one call per
operation and parameter, as ours is.
"""

import numpy as np
import torch

from tools.bench.timing import compare, report
from utils.initializers import initialize_parameters_he
from utils.optimizers import adam, gd, momentum, rmsprop

STEPS = 100
RATE, BETA, BETA2, EPSILON = 0.01, 0.9, 0.999, 1e-8


THEIRS = {
    gd: lambda tensors: torch.optim.SGD(tensors, lr=RATE),
    momentum: lambda tensors: torch.optim.SGD(tensors, lr=RATE * (1 - BETA), momentum=BETA),  # it sums, we average
    rmsprop: lambda tensors: torch.optim.RMSprop(tensors, lr=RATE, alpha=BETA, eps=EPSILON),
    adam: lambda tensors: torch.optim.Adam(tensors, lr=RATE, betas=(BETA, BETA2), eps=EPSILON),
}


def largest_difference(ours, parameters, grads):
    """Between our parameters and PyTorch's after a step with each of grads, relative to the largest entry there."""
    tensors = {name: torch.from_numpy(value.copy()) for name, value in parameters.items()}
    theirs, update = THEIRS[ours](list(tensors.values())), ours(parameters)
    for g in grads:
        parameters = update(parameters, g, RATE)
        for name, tensor in tensors.items():
            tensor.grad = torch.from_numpy(g["d" + name])
        theirs.step()
    return max(np.abs(value - tensors[name].numpy()).max() / np.abs(value).max() for name, value in parameters.items())


def our_step(parameters, grads):
    """A function that makes one step of our Adam."""
    update = adam(parameters)

    def step():
        nonlocal parameters
        parameters = update(parameters, grads, RATE)

    return step


def their_step(parameters, grads, **kind):
    """A function that makes one step of PyTorch's Adam."""
    tensors = [torch.from_numpy(value.copy()) for value in parameters.values()]
    for tensor, name in zip(tensors, parameters):
        tensor.grad = torch.from_numpy(grads["d" + name])
    return torch.optim.Adam(tensors, lr=RATE, betas=(BETA, BETA2), eps=EPSILON, **kind).step


def normal(rng, parameters):
    return {"d" + name: rng.standard_normal(value.shape) for name, value in parameters.items()}


def main():
    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    parameters = initialize_parameters_he([2, 5, 2, 1], rng)
    grads = [normal(rng, parameters) for _ in range(STEPS)]
    print(f"Largest relative difference from PyTorch {torch.__version__} after {STEPS} steps, 2-5-2-1:")
    for ours in THEIRS:
        apart = largest_difference(ours, parameters, grads)
        print(f"  {ours.__name__:9} {apart:.1e}")
        assert apart < 1e-10, f"{ours.__name__} is not PyTorch's"
    print("Wanted: at most 1e-10; met.\n")

    for layers_dims in ([2, 5, 2, 1], [784, 256, 128, 10]):
        parameters = initialize_parameters_he(layers_dims, rng)
        grads = normal(rng, parameters)
        times = compare(
            {
                f"NumPy {np.__version__}, this course": our_step(parameters, grads),
                "PyTorch, its default": their_step(parameters, grads),
                "PyTorch, fused": their_step(parameters, grads, fused=True),
            }
        )
        print(report(f"One step of Adam, {'-'.join(map(str, layers_dims))}, float64, one thread", times), end="\n\n")


if __name__ == "__main__":
    main()
