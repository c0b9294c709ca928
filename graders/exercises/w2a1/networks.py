"""What the update rules are tried on: networks with gradients and averages."""

import numpy as np

from graders.exercise import Case
from graders.exercises.inputs import layers, network


def networks_with_gradients(rng):
    """Three networks of different depth: (label, (parameters, grads)). The first broadcasts if layers are confused."""
    deep = [int(n) for n in rng.integers(2, 7, size=3)] + [1]
    for dims in ([4, 4, 1], deep, [int(rng.integers(2, 6)), 1]):
        parameters = network(rng, dims)
        yield layers(dims), (parameters, gradients_of(parameters, rng))


def parameters_only(rng):
    """Cases of functions that take the parameters alone."""
    return [Case(label, (parameters,)) for label, (parameters, _) in networks_with_gradients(rng)]


def gradients_of(parameters, rng):
    """Gradients of normal numbers, from the last layer to the first, as backpropagation finds them."""
    names = sorted(parameters, key=lambda name: -int(name[1:]))
    return {"d" + name: rng.standard_normal(parameters[name].shape) for name in names}


def averages_of(grads, rng, square=False):
    """Averages as a training run has them: of the shapes of grads, and for squares positive."""
    averages = {name: rng.standard_normal(value.shape) for name, value in grads.items()}
    return {name: value**2 for name, value in averages.items()} if square else averages


def without_unit(grads):
    """The first unit of the first layer is dead: nothing of it has a gradient, now or before."""
    return {name: np.r_[0 * value[:1], value[1:]] if name.endswith("1") else value for name, value in grads.items()}
