"""Batch normalization against PyTorch's BatchNorm1d: the same numbers from the same numbers, in float64.

A network 8-20-10-1 with batch normalization sees 100 mini-batches. Compared are its logits, the gradients of all its
parameters and of the input of each normalization, the running statistics, and what it predicts with them. PyTorch's
running variance divides by m - 1, ours by m, so ours is given what PyTorch's is. PyTorch's momentum is the weight of
the new statistics, ours that of the old ones.
"""

from itertools import pairwise

import numpy as np
import torch

from utils.batch_norm import (
    backward_propagation_bn,
    batch_norm_backward,
    batch_norm_forward,
    forward_propagation_bn,
    initialize_batch_norm,
    predict_bn,
    update_running,
)
from utils.initializers import initialize_parameters_he

LAYERS_DIMS = [8, 20, 10, 1]
HIDDEN = range(1, len(LAYERS_DIMS) - 1)
EPSILON, BETA = 1e-5, 0.9
BATCHES, EXAMPLES = 100, 32


def apart(ours, theirs):
    """The largest difference, relative to the largest entry.  theirs: a tensor with as many entries."""
    theirs = theirs.detach().numpy()
    return np.abs(ours - theirs.reshape(ours.shape)).max() / np.abs(theirs).max()


def parameters_of(rng):
    """He's weights, and gammas, betas and biases that are neither 1 nor 0."""
    parameters = initialize_parameters_he(LAYERS_DIMS, rng) | initialize_batch_norm(LAYERS_DIMS)
    return {
        name: value if name[0] == "W" else value + 0.3 * rng.standard_normal(value.shape)
        for name, value in parameters.items()
    }


def their_model(parameters):
    """(model, {name of our parameter: theirs})."""
    layers, tensors = [], {}
    for l, (n_in, n_out) in enumerate(pairwise(LAYERS_DIMS), start=1):
        linear = torch.nn.Linear(n_in, n_out, dtype=torch.float64)
        layers.append(linear)
        tensors |= {f"W{l}": linear.weight, f"b{l}": linear.bias}
        if l in HIDDEN:
            norm = torch.nn.BatchNorm1d(n_out, eps=EPSILON, momentum=1 - BETA, dtype=torch.float64)
            layers += [norm, torch.nn.ReLU()]
            tensors |= {f"gamma{l}": norm.weight, f"beta{l}": norm.bias}
    with torch.no_grad():
        for name, tensor in tensors.items():
            tensor.copy_(torch.from_numpy(parameters[name]).reshape(tensor.shape))
    return torch.nn.Sequential(*layers), tensors


def one_layer(rng):
    """{what: the largest difference} of a single normalization, forward and backward, its input's gradient included."""
    Z, dN = 3 + 5 * rng.standard_normal((20, EXAMPLES)), rng.standard_normal((20, EXAMPLES))
    gamma, beta = rng.uniform(0.5, 2, (20, 1)), rng.standard_normal((20, 1))
    N, cache = batch_norm_forward(Z, gamma, beta, EPSILON)
    tensors = [torch.tensor(array, requires_grad=True) for array in (Z.T.copy(), gamma[:, 0], beta[:, 0])]
    theirs = torch.nn.functional.batch_norm(tensors[0], None, None, *tensors[1:], training=True, eps=EPSILON)
    theirs.backward(torch.from_numpy(dN.T.copy()))
    gradients = dict(zip(["dZ", "dgamma", "dbeta"], zip(batch_norm_backward(dN, cache), tensors)))
    found = {"N": apart(N.T, theirs)}
    return found | {name: apart(ours.T, tensor.grad) for name, (ours, tensor) in gradients.items()}


def network(rng):
    """{what: the largest difference} over all mini-batches of a network."""
    parameters = parameters_of(rng)
    model, tensors = their_model(parameters)
    running = {l: (np.zeros((LAYERS_DIMS[l], 1)), np.ones((LAYERS_DIMS[l], 1))) for l in HIDDEN}
    found = {"logits": 0.0, "gradients": 0.0}
    for _ in range(BATCHES):
        X = rng.standard_normal((LAYERS_DIMS[0], EXAMPLES))
        Y = rng.integers(2, size=(1, EXAMPLES)).astype(float)
        ZL, cache = forward_propagation_bn(X, parameters, EPSILON)
        grads = backward_propagation_bn(X, Y, cache)
        for l in HIDDEN:
            mu, var = cache[f"bn{l}"]["mu"], cache[f"bn{l}"]["var"] * EXAMPLES / (EXAMPLES - 1)
            running[l] = update_running(running[l], mu, var, BETA)

        model.zero_grad()
        logits = model(torch.from_numpy(X.T.copy()))
        torch.nn.functional.binary_cross_entropy_with_logits(logits, torch.from_numpy(Y.T.copy())).backward()
        found["logits"] = max(found["logits"], apart(ZL, logits))
        # The biases before a normalization have the gradient 0: only rounding is left, which cannot be compared.
        compared = [name for name in tensors if name not in {f"b{l}" for l in HIDDEN}]
        found["gradients"] = max(found["gradients"], *(apart(grads["d" + n], tensors[n].grad) for n in compared))
    norms = [layer for layer in model if isinstance(layer, torch.nn.BatchNorm1d)]
    found["running mean"] = max(apart(running[l][0], norm.running_mean) for l, norm in zip(HIDDEN, norms))
    found["running variance"] = max(apart(running[l][1], norm.running_var) for l, norm in zip(HIDDEN, norms))
    model.eval()
    predicted = torch.sigmoid(model(torch.from_numpy(X.T.copy())))
    statistics = {f"{name}{l}": value for l in HIDDEN for name, value in zip(("mu", "var"), running[l])}
    return found | {"evaluation": apart(predict_bn(X, parameters, statistics, EPSILON), predicted)}


def main():
    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    print(f"Largest relative difference from BatchNorm1d of PyTorch {torch.__version__}, float64")
    largest = 0.0
    for title, found in {
        f"one layer of 20 units, {EXAMPLES} examples": one_layer(rng),
        f"a network {'-'.join(map(str, LAYERS_DIMS))}, {BATCHES} mini-batches of {EXAMPLES}": network(rng),
    }.items():
        print(f"  {title}")
        for name, difference in found.items():
            print(f"    {name:17} {difference:.1e}")
        largest = max(largest, *found.values())
    assert largest < 1e-10, f"batch normalization is not PyTorch's: {largest:.1e}"
    print(f"The largest of all: {largest:.1e}. Wanted: at most 1e-10; met.")


if __name__ == "__main__":
    main()
